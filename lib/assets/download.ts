import { AppError } from '@/lib/errors/errors';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A server that sends nothing for so long counts as unreachable, ms: otherwise a load could wait for ever. */
export const LONGEST_SILENCE = 60_000;

const OFFLINE_ADVICE = 'Check the connection and try again; what has been loaded before is kept.';

/**
 * One GET. Its failures are distinguished: no answer is asset-offline, a 404 or the like is asset-missing.
 * A server that answers 5xx or 429 counts as unreachable: the file may exist.
 *
 * @throws AppError asset-offline | asset-missing; an AbortError when `init.signal` aborts.
 */
export async function get(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await inTime(fetch(url, init));
  } catch (error) {
    throw networkError(url, error, init.signal);
  }
  if (response.ok) return response;
  const status = response.status;
  if (status >= 500 || status === 429 || status === 408) {
    throw new AppError(
      'asset-offline',
      `The server answered ${status} for ${named(url)}.`,
      OFFLINE_ADVICE,
    );
  }
  throw new AppError(
    'asset-missing',
    `${named(url)} is not there (the server answered ${status}).`,
    'If you run this site, check that the file was deployed; otherwise tell whoever does.',
  );
}

/** A small text file whole. @throws as {@link get}. */
export async function getText(fetch: Fetch, url: string, init: RequestInit): Promise<string> {
  const response = await get(fetch, url, init);
  return inTime(response.text()).catch((error: unknown) => {
    throw networkError(url, error, init.signal);
  });
}

/** A file whole. @throws as {@link get}. */
export async function getBytes(
  fetch: Fetch,
  url: string,
  init: RequestInit,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await get(fetch, url, init);
  const body = await response.arrayBuffer().catch((error: unknown) => {
    throw networkError(url, error, init.signal);
  });
  return new Uint8Array(body);
}

/**
 * Reads a body into one array, telling how far it is.
 *
 * @param expected Size that the manifest gives, bytes; more than that is never read.
 * @returns What has arrived: shorter than `expected` where the body was; null where it was longer.
 * @throws AppError asset-offline when the connection breaks; an AbortError when `signal` aborts.
 */
export async function readBody(
  response: Response,
  expected: number,
  onLoaded: (loaded: number) => void,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(expected);
  let loaded = 0;
  const reader = response.body?.getReader();
  if (!reader) return bytes.subarray(0, 0);
  for (;;) {
    const chunk = await inTime(reader.read()).catch((error: unknown) => {
      void reader.cancel().catch(() => {});
      throw networkError(response.url, error, signal);
    });
    if (signal?.aborted) {
      void reader.cancel().catch(() => {});
      throw signal.reason;
    }
    if (chunk.done) return loaded === expected ? bytes : bytes.slice(0, loaded);
    if (loaded + chunk.value.length > expected) {
      void reader.cancel().catch(() => {});
      return null;
    }
    bytes.set(chunk.value, loaded);
    loaded += chunk.value.length;
    onLoaded(loaded);
  }
}

/** The promise, or an Error where it takes longer than the longest silence. */
function inTime<T>(coming: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Nothing came for ${LONGEST_SILENCE / 1000} seconds.`)),
      LONGEST_SILENCE,
    );
  });
  return Promise.race([coming, silence]).finally(() => clearTimeout(timer));
}

function networkError(url: string, error: unknown, signal?: AbortSignal | null): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  return new AppError('asset-offline', `${named(url)} could not be loaded.`, OFFLINE_ADVICE, {
    cause: error,
  });
}

/** As messages have it: without the hash behind it. */
function named(url: string): string {
  return url.replace(/\?.*$/, '');
}
