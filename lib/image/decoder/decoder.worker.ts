import { reportOf } from '@/lib/errors/errors';
import { decodeWebp } from '../decode.browser';
import { ontoWhite, openRaster } from '../raster/open';
import type { Raster } from '../raster/types';
import { checkSize } from '../sniff';
import type { Answer, Answers, Request } from './messages';
import { pngOf } from './png';

let name = 'The image';
let raster: Raster | undefined;
/** One request after the other: each may take all of the memory that a picture may take. */
let work: Promise<unknown> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<Request>) => {
  work = work.then(async () => {
    try {
      const value = await answer(data);
      const moved = 'data' in value ? [value.data.buffer] : [];
      self.postMessage({ value } satisfies Answer, { transfer: moved });
    } catch (error) {
      self.postMessage({ error: reportOf(error) } satisfies Answer);
    }
  });
};

async function answer(request: Request): Promise<Answers[keyof Answers]> {
  if (request.kind === 'open') {
    name = request.name;
    raster = await openRaster(request.file, name, { webp: decodeWebp });
    return raster.info;
  }
  if (!raster) throw new Error('nothing is open');
  const { info, read } = raster;
  if (request.kind === 'choose') return raster.choose(request.wish);
  const { choice } = request;
  if (request.kind === 'read') {
    const { window, size } = request;
    return read(window, { ...(size && { size }), ...(choice && { choice }) });
  }
  checkSize(info, name);
  const { width, height } = info;
  return pngOf({
    width,
    height,
    read: async (y, count) => {
      const strip = await read({ x: 0, y, width, height: count }, { ...(choice && { choice }) });
      self.postMessage({ progress: true } satisfies Answer);
      return ontoWhite(strip);
    },
  });
}
