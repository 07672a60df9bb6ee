import type { ProgressMeter } from '@/lib/assets/progress';
import type { AssetFile } from '@/lib/assets/types';
import type { DenseEncoding, DenseText, EncodedText, ImageEncoding } from '@/lib/encoder/encoder';
import type { Backend } from '@/lib/encoder/types';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { PixelValues } from '@/lib/image/types';
import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { pause } from '@/lib/time/pause';
import type { EnginePorts, SupervisedEncoder } from './ports';
import { SerialQueue } from './serial-queue';

/** Events of the host while it loads. */
export interface HostEvents {
  onBackend(backend: Backend, threads: number, problem: ErrorReport | undefined): void;
  onFatal(report: ErrorReport): void;
}

/**
 * What only pictures need is begun so much later than the text tower is there, ms: the first result by words is
 * drawn in that time, and starting the runtime takes all cores.
 */
const HEAD_START = 300;

interface Wanted {
  readonly backend?: Backend;
  readonly threads?: number;
}

/**
 * Loads one model, the text tower first, and runs it: one piece of work at a time.
 *
 * A WebGPU that computes wrongly or not at all is left for wasm, whichever tower shows it; the tower
 * that was already there keeps answering until both are loaded anew.
 */
export class EncoderHost {
  /** Resolves when texts / images can be encoded; rejects with the reason why they never will. */
  readonly text: Promise<void>;
  readonly vision: Promise<void>;
  /** Resolves when what is not needed for a first search by words may begin to load. */
  readonly rest: Promise<void>;

  /** The dense head of each encoder, loaded when Find first needs it. */
  private readonly heads = new WeakMap<SupervisedEncoder, Promise<void>>();
  private wantImages!: () => void;
  private encoder!: SupervisedEncoder;
  private problem: ErrorReport | undefined;
  private readonly queue = new SerialQueue();
  private readonly folder: string;

  constructor(
    readonly model: ModelManifest,
    private readonly ports: EnginePorts,
    private readonly meter: ProgressMeter,
    private readonly wanted: Wanted,
    private readonly events: HostEvents,
  ) {
    this.folder = `models/${model.id}`;
    const files = defaultFiles(model);
    for (const asset of [files.text, model.text.tokenizer, files.vision]) {
      meter.expect(this.folder, asset);
    }
    const textFiles = this.fetchText();
    textFiles.catch(() => {}); // It may fail before a backend is found, which is when it is waited for.
    this.text = this.loadText(textFiles);
    const asked = new Promise<void>((resolve) => {
      this.wantImages = resolve;
    });
    this.rest = this.text.then(() => Promise.race([asked, pause(HEAD_START)]));
    this.rest.catch(() => {});
    this.vision = this.loadVision();
    // A search awaits them and handles the rejection; this avoids an unhandled one before that.
    this.text.catch(() => {});
    this.vision.catch(() => {});
  }

  /** What runs the model now. To be asked after the first encoding. */
  running(): { readonly backend: Backend; readonly threads: number } {
    const { backend, threads } = this.encoder;
    return { backend, threads };
  }

  /** How a text reads in the model's vocabulary. Waits for the text tower. */
  async tokenize(text: string): Promise<EncodedText> {
    await this.text;
    return this.encoder.tokenize(text);
  }

  /**
   * @param clock Gets the milliseconds of the run itself, without the wait for it.
   * @returns Embeddings, normalized, [dim] each.
   * @throws AppError cancelled | worker-died | the reason why there is no text tower
   */
  async encodeText(
    texts: readonly string[],
    clock?: { encode: number },
    signal?: AbortSignal,
  ): Promise<Float32Array[]> {
    await this.text;
    return this.run((encoder) => encoder.encodeText(texts), clock, signal);
  }

  /**
   * @returns The embedding, normalized, [dim], and the patches that it is the mean of.
   * @throws AppError cancelled | worker-died | the reason why there is no image tower
   */
  async encodeImage(
    image: PixelValues,
    clock?: { encode: number },
    signal?: AbortSignal,
  ): Promise<ImageEncoding> {
    this.wantImages();
    await this.vision;
    const [encoding] = await this.run((encoder) => encoder.encodeImages([image]), clock, signal);
    return encoding as ImageEncoding;
  }

  /** @throws AppError as {@link encodeImage}, and asset-… where the dense head cannot be had */
  async encodeDense(image: PixelValues, signal?: AbortSignal): Promise<DenseEncoding> {
    await this.headOf();
    return this.run((encoder) => encoder.encodeDense(image), undefined, signal);
  }

  /** The text side of the dense head; null where the model has none. @throws as {@link encodeDense} */
  async denseText(): Promise<DenseText | null> {
    await this.headOf();
    return this.encoder.denseText;
  }

  /** Resolves when the encoder has its dense head, where the model has one. */
  private async headOf(): Promise<void> {
    this.wantImages();
    await this.vision;
    const { patches } = this.model;
    if (!patches) return;
    const { encoder } = this;
    const loading =
      this.heads.get(encoder) ??
      Promise.all([this.fetch(patches.file), this.fetch(patches.text)]).then(([onnx, text]) =>
        this.queue.run(() => encoder.loadDense(onnx, text)),
      );
    this.heads.set(encoder, loading);
    await loading.catch((error: unknown) => {
      this.heads.delete(encoder); // The next who asks tries again.
      this.meter.drop(this.folder, patches.file);
      this.meter.drop(this.folder, patches.text);
      throw error;
    });
  }

  private async run<T>(
    work: (encoder: SupervisedEncoder) => Promise<T>,
    clock: { encode: number } | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    return this.queue.run(async () => {
      const start = performance.now();
      try {
        return await work(this.encoder);
      } catch (error) {
        throw this.fatal(error);
      } finally {
        if (clock) clock.encode += performance.now() - start;
      }
    }, signal);
  }

  private async loadText(fetching: Promise<TextFiles>): Promise<void> {
    const backends = await this.candidates();
    for (const [i, backend] of backends.entries()) {
      try {
        const [encoder, files] = await Promise.all([this.create(backend), fetching]);
        await this.queue.run(() => encoder.loadText(files.onnx, files.tokenizer));
        this.adopt(encoder);
        return;
      } catch (error) {
        if (i === backends.length - 1) throw error;
        this.problem = reportOf(error);
      }
    }
  }

  private async loadVision(): Promise<void> {
    // On a slow line the first search by words must not share it: the text tower comes first.
    await this.rest;
    const { vision } = defaultFiles(this.model);
    const fetching = this.fetch(vision).catch((error: unknown) => {
      this.meter.drop(this.folder, vision);
      throw error;
    });
    try {
      // The runtime comes over the network too: it is fetched beside the image tower.
      const [onnx] = await Promise.all([fetching, this.encoder.prepare()]);
      // Searches that waited for the text tower get into the queue first: loading takes seconds.
      await new Promise((resolve) => setTimeout(resolve));
      await this.queue.run(() => this.encoder.loadVision(onnx));
    } catch (error) {
      const onnx = await fetching; // Without the file no backend helps.
      if (this.encoder.backend === 'wasm') throw error;
      this.problem = reportOf(error);
      await this.moveToWasm(onnx);
    }
  }

  /** Both towers anew on wasm; the old encoder answers until they are there. */
  private async moveToWasm(vision: Uint8Array): Promise<void> {
    const [encoder, files] = await Promise.all([this.create('wasm'), this.fetchText()]);
    await encoder.prepare();
    await this.queue.run(() => encoder.loadText(files.onnx, files.tokenizer));
    await this.queue.run(() => encoder.loadVision(vision));
    await this.queue.run(async () => {
      const before = this.encoder;
      this.adopt(encoder);
      await before.dispose();
    });
  }

  /** Backends in the order in which they are tried. */
  private async candidates(): Promise<Backend[]> {
    try {
      const best = await this.ports.probeBackend(this.wanted.backend);
      return best === 'webgpu' ? ['webgpu', 'wasm'] : ['wasm'];
    } catch (error) {
      this.problem = reportOf(error);
      return [await this.ports.probeBackend('wasm')]; // Throws where not even that is there.
    }
  }

  private create(backend: Backend): Promise<SupervisedEncoder> {
    const { threads } = this.wanted;
    return this.ports.createEncoder(this.model, { backend, ...(threads && { threads }) });
  }

  private adopt(encoder: SupervisedEncoder): void {
    this.encoder = encoder;
    this.events.onBackend(encoder.backend, encoder.threads, this.problem);
    void encoder.lost?.then((reason) => {
      if (this.encoder !== encoder) return;
      this.fatal(new Error(`The graphics device was lost: ${reason}`));
    });
  }

  /**
   * What the runtime throws, other than about its input, leaves it in an unknown state (an aborted
   * wasm module, a lost device): it is reported as fatal. What is thrown on is 'worker-died'.
   */
  private fatal(error: unknown): AppError {
    if (error instanceof AppError) return error;
    const died = new AppError(
      'worker-died',
      `The encoder stopped: ${reportOf(error).message}`,
      'Search again; if it happens again, close other tabs or choose a smaller model.',
      { cause: error },
    );
    this.events.onFatal(died.toReport());
    return died;
  }

  private async fetchText(): Promise<TextFiles> {
    const [onnx, tokenizer] = await Promise.all([
      this.fetch(defaultFiles(this.model).text),
      this.fetch(this.model.text.tokenizer),
    ]);
    return { onnx, tokenizer: parseTokenizer(tokenizer) };
  }

  private fetch(asset: AssetFile): Promise<Uint8Array<ArrayBuffer>> {
    const progress = this.meter.expect(this.folder, asset);
    return this.ports.store.bytes(this.folder, asset, progress);
  }
}

interface TextFiles {
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly tokenizer: unknown;
}

function parseTokenizer(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError(
      'model-invalid',
      "The model's tokenizer is not JSON.",
      'Export or import the model again; if you did not make it, tell whoever runs this site.',
      { cause },
    );
  }
}
