import { AppError } from '@/lib/errors/errors';
import type { BandChoice, BandWish, RasterInfo, ReadOptions } from '../raster/types';
import type { Crop, RgbaImage } from '../types';
import type { Answer, Answers, Request } from './messages';

/** A TIFF or JPEG 2000 that is open in a worker of its own, so that decoding it does not block the page. */
export interface RemoteRaster {
  readonly info: RasterInfo;
  /** As {@link Raster.read}: RGBA, alpha 0 where there is nothing. Windows of any size of pictures of any size. */
  read(window: Crop, options?: ReadOptions): Promise<RgbaImage>;
  /**
   * The whole picture as a PNG, which browsers show and the engine takes, to the same pixels as everywhere.
   * @throws AppError image-too-large | image-too-small | image-truncated | image-stopped
   */
  picture(choice?: BandChoice): Promise<Blob>;
  /** As {@link Raster.choose}. */
  choose(wish: BandWish): Promise<BandChoice>;
  /** Ends the worker. Nothing can be read afterwards. */
  close(): void;
}

/**
 * A decoder that shows no progress for longer is ended: for opening or a strip, and for each million pixels that are
 * read in one go; and one that takes longer in all. Milliseconds.
 */
export const LIMITS = { step: 30_000, perMegapixel: 1_500, whole: 600_000 } as const;

/** What a decoder needs of its place; a page's Worker, or a test's. */
export interface Port {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/**
 * Opens a TIFF in a worker, which reads it by ranges.
 *
 * A decoder that runs too long, or into an error of its own, is ended; that is the file's refusal.
 * @param name how messages call the file
 * @throws AppError as openRaster, and image-stopped | cancelled
 * @example
 * const raster = await openInWorker(file, file.name);
 * const small = await raster.read({ x: 0, y: 0, ...raster.info }, { size: { width: 256, height: 256 } });
 * raster.close();
 */
export async function openInWorker(
  file: Blob,
  name: string,
  { signal, limits = LIMITS, port = spawn }: OpenInWorkerOptions = {},
): Promise<RemoteRaster> {
  const decoder = new Decoder(port(), name);
  const stop = () => decoder.end(cancelled());
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const info = await decoder.ask({ kind: 'open', file, name }, limits.step);
    // JPEG 2000 is decoded whole, a band after the other where they have more than 8 bits.
    const times = info.format === 'jp2' ? Math.min(4, info.bands.length) : 1;
    const whole = info.width * info.height * times;
    const limitOf = (pixels: number) => limits.step + (pixels / 1e6) * limits.perMegapixel;
    return {
      info,
      read: (window, { size, choice, signal: given } = {}) => {
        given?.throwIfAborted();
        const limit = limitOf(info.format === 'jp2' ? whole : window.width * window.height);
        return decoder.ask({ kind: 'read', window, size, choice }, limit);
      },
      choose: (wish) => decoder.ask({ kind: 'choose', wish }, limits.step),
      // One block may hold all of it.
      picture: (choice) => decoder.ask({ kind: 'picture', choice }, limitOf(whole), limits.whole),
      close: () => decoder.end(cancelled()),
    };
  } catch (error) {
    decoder.end(cancelled());
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

interface OpenInWorkerOptions {
  /** Gives opening up. */
  readonly signal?: AbortSignal;
  readonly limits?: { readonly [limit in keyof typeof LIMITS]: number };
  readonly port?: () => Port;
}

function spawn(): Port {
  return new Worker(new URL('./decoder.worker.ts', import.meta.url), {
    type: 'module',
    name: 'overlook-decoder',
  });
}

interface Waiting {
  progressed(): void;
  resolve(value: Answers[keyof Answers]): void;
  reject(error: unknown): void;
}

/** The page's side of one worker: requests are answered in order, each within its time. */
class Decoder {
  private readonly waiting: Waiting[] = [];
  private ended: AppError | undefined;

  constructor(
    private readonly port: Port,
    private readonly name: string,
  ) {
    port.onmessage = ({ data }) => {
      if ('progress' in data) return this.waiting[0]?.progressed();
      const first = this.waiting.shift();
      if ('error' in data) first?.reject(AppError.fromReport(data.error));
      else first?.resolve(data.value);
    };
    // Out of memory, or a decoder that crashed: the worker cannot be used any more.
    port.onerror = (event) => {
      event.preventDefault?.();
      this.end(stopped(this.name, 'its decoder failed'));
    };
  }

  /** @param step ms without progress @param whole ms in all */
  ask<R extends Request>(request: R, step: number, whole = step): Promise<Answers[R['kind']]> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise<Answers[keyof Answers]>((resolve, reject) => {
      const late = (limit: number) => () =>
        this.end(stopped(this.name, `it took more than ${Math.round(limit / 1000)} s`));
      const all = setTimeout(late(whole), whole);
      let waits = setTimeout(late(step), step);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          clearTimeout(all);
          clearTimeout(waits);
          how(value);
        };
      this.waiting.push({
        resolve: settle(resolve),
        reject: settle(reject),
        progressed: () => {
          clearTimeout(waits);
          waits = setTimeout(late(step), step);
        },
      });
      this.port.postMessage(request);
    }) as Promise<Answers[R['kind']]>;
  }

  end(error: AppError): void {
    if (this.ended) return;
    this.ended = error;
    this.port.terminate();
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}

function stopped(name: string, reason: string): AppError {
  return new AppError(
    'image-stopped',
    `Decoding ${name} was stopped: ${reason}.`,
    'The file is damaged or too much for this device; save it again as PNG, JPEG or a tiled GeoTIFF and try that.',
  );
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The picture was closed.', 'Open it again.');
}
