import type { InferenceSession } from 'onnxruntime-web';
import { AppError } from '@/lib/errors/errors';
import { IDENTITY_MODEL } from './identity-model';
import type { Backend } from './types';
import { watchThreads } from './watched-threads';

/** The part of ONNX Runtime that is used. */
export type Runtime = Pick<typeof import('onnxruntime-web'), 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * Loads the build of ONNX Runtime for a backend, each a program of its own, and starts it: its WebAssembly is
 * fetched and compiled, its device opened.
 *
 * @param threads for wasm; takes effect with the first session of the page
 * @throws AppError backend-missing where it cannot be loaded or does not start
 */
export async function loadRuntime(backend: Backend, threads: number): Promise<Runtime> {
  try {
    const runtime = await importRuntime(backend);
    runtime.env.wasm.numThreads = threads;
    runtime.env.logLevel = 'error';
    // Never released: releasing a session has destroyed the device under others.
    await serially(() =>
      watchThreads(() =>
        runtime.InferenceSession.create(IDENTITY_MODEL, { executionProviders: [backend] }),
      ),
    );
    return runtime;
  } catch (cause) {
    throw cause instanceof AppError ? cause : startFailed(cause);
  }
}

async function importRuntime(backend: Backend): Promise<Runtime> {
  // On Node the package's own build for Node, out of the bundler's sight: it has threads there.
  if (typeof process !== 'undefined' && process.versions?.node) {
    return import(/* turbopackIgnore: true */ /* @vite-ignore */ 'onnxruntime-web');
  }
  return backend === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}

/** A build of ONNX Runtime that a caller brings, and the provider that computes in it. */
export interface GivenRuntime {
  readonly runtime: Runtime;
  readonly provider: string;
}

let queue: Promise<unknown> = Promise.resolve();

/** Runs one piece of work after the other: the runtime refuses sessions and runs that overlap. */
function serially<T>(work: () => Promise<T>): Promise<T> {
  const result = queue.then(work);
  queue = result.catch(() => {});
  return result;
}

/** A runtime, and how it is to be used. */
export interface Runner {
  readonly runtime: Runtime;
  /** Name of the execution provider. */
  readonly provider: string;
  /** For providers that take threads a session; wasm's are the page's. */
  readonly threads?: number;
  /** See createEncoder. */
  readonly lean: boolean;
}

/**
 * Opens a model file.
 *
 * @param inputs names that the contract of model.json asks for, like `outputs`
 * @throws AppError model-invalid; backend-missing where the runtime does not start
 */
export function openSession(
  { runtime, provider, threads, lean }: Runner,
  onnx: Uint8Array,
  inputs: readonly string[],
  outputs: readonly string[],
): Promise<InferenceSession> {
  return serially(async () => {
    const session = await runtime.InferenceSession.create(onnx, {
      executionProviders: [provider],
      ...(threads && { intraOpNumThreads: threads }),
      ...(lean && { extra: { session: { disable_prepacking: '1' } } }),
      logSeverityLevel: 3, // errors only: its warnings are about speed, and visitors cannot act on them
    }).catch((cause: unknown) => {
      throw isStartFailure(cause) ? startFailed(cause) : modelInvalid('cannot be opened', cause);
    });
    const missing = [
      ...inputs.filter((name) => !session.inputNames.includes(name)),
      ...outputs.filter((name) => !session.outputNames.includes(name)),
    ];
    if (missing.length > 0) {
      await session.release();
      throw modelInvalid(`has no ${missing.join(' and no ')}`);
    }
    return session;
  });
}

/**
 * @param outputs values an input row, by name
 * @returns one list of rows for each of them
 * @throws AppError model-invalid where an output is of another shape
 */
export function runSession(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
  outputs: Readonly<Record<string, number>>,
): Promise<Float32Array<ArrayBuffer>[][]> {
  const batch = Object.values(feeds)[0]?.dims[0] ?? 0;
  return serially(async () => {
    const results = await session.run(feeds, Object.keys(outputs));
    return Object.entries(outputs).map(([name, width]) =>
      rowsOf(name, results[name]?.data, batch, width),
    );
  });
}

/**
 * One input through two sessions, the second fed with outputs of the first.
 * @param taken outputs of the first session by name; the second takes all but those in `kept`
 * @returns values of `kept` and of `given`, by name
 * @throws AppError model-invalid where an output holds no float32
 */
export function runChain(
  first: InferenceSession,
  feeds: InferenceSession.FeedsType,
  taken: readonly string[],
  second: InferenceSession,
  given: string,
): Promise<{ readonly between: ReadonlyMap<string, Float32Array>; readonly last: Float32Array }> {
  return serially(async () => {
    const between = await first.run(feeds, [...taken]);
    const inputs = Object.fromEntries(second.inputNames.map((name) => [name, between[name]]));
    const results = await second.run(inputs as InferenceSession.FeedsType, [given]);
    const values = (name: string, data: unknown) => {
      if (!(data instanceof Float32Array)) throw modelInvalid(`gives no numbers as ${name}`);
      return data;
    };
    return {
      between: new Map(taken.map((name) => [name, values(name, between[name]?.data)])),
      last: values(given, results[given]?.data),
    };
  });
}

export async function releaseSession(session: InferenceSession | undefined): Promise<void> {
  await serially(async () => session?.release());
}

/** An output cut into rows. @throws AppError model-invalid where it is of another shape */
export function rowsOf(
  name: string,
  values: unknown,
  rows: number,
  width: number,
): Float32Array<ArrayBuffer>[] {
  if (!(values instanceof Float32Array) || values.length !== rows * width) {
    throw modelInvalid(`gives ${name} of another shape than model.json says`);
  }
  return Array.from({ length: rows }, (_, i) => values.slice(i * width, (i + 1) * width));
}

export function modelInvalid(what: string, cause?: unknown): AppError {
  return new AppError(
    'model-invalid',
    `The model's ONNX file ${what}.`,
    'Export or import the model again; if you did not make it, tell whoever runs this site.',
    { cause },
  );
}

function isStartFailure(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no available backend found');
}

function startFailed(cause: unknown): AppError {
  return new AppError(
    'backend-missing',
    'The program that runs the model could not be started.',
    'Check the connection and reload the page; if it stays so, try another browser.',
    { cause },
  );
}
