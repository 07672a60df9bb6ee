import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { RasterInfo } from '../raster/types';
import { openInWorker, type Port } from './decoder';
import type { Answer, Request } from './messages';
import { pngOf } from './png';

const file = new Blob(['x']);
const info = { width: 10, height: 20 } as RasterInfo;

/** A worker that answers as told, or not at all. */
function fakePort(answer: (request: Request) => Answer | 'fails' | 'silent') {
  const port: Port & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage(request) {
      const said = answer(request);
      queueMicrotask(() => {
        if (said === 'fails') port.onerror?.({ preventDefault() {} } as ErrorEvent);
        else if (said !== 'silent') port.onmessage?.({ data: said } as MessageEvent<Answer>);
      });
    },
    terminate() {
      port.ended = true;
    },
  };
  return port;
}

const limits = { step: 20, perMegapixel: 1, whole: 40 };
const open = (port: Port) => openInWorker(file, 'x.tif', { port: () => port, limits });

describe('a decoder in a worker', () => {
  it('is a refusal where it runs too long, and is ended', async () => {
    const port = fakePort(({ kind }) => (kind === 'open' ? { value: info } : 'silent'));
    const raster = await open(port);
    expect(raster.info).toEqual(info);
    await expect(raster.picture()).rejects.toMatchObject({
      code: 'image-stopped',
      message: expect.stringContaining('x.tif'),
    });
    expect(port.ended).toBe(true);
    await expect(raster.picture()).rejects.toMatchObject({ code: 'image-stopped' });
  });

  it('is a refusal where it fails, and where it shows progress for ever', async () => {
    const failing = fakePort(() => 'fails');
    await expect(open(failing)).rejects.toMatchObject({ code: 'image-stopped' });
    expect(failing.ended).toBe(true);
    const busy = fakePort(({ kind }) => (kind === 'open' ? { value: info } : { progress: true }));
    await expect((await open(busy)).picture()).rejects.toMatchObject({ code: 'image-stopped' });
  });

  it('passes on what the decoder says of the file, and can be given up', async () => {
    const error = { code: 'image-truncated', message: 'cut', advice: 'again' } as const;
    await expect(open(fakePort(() => ({ error })))).rejects.toMatchObject(error);
    const port = fakePort(() => 'silent');
    const signal = AbortSignal.abort();
    const opening = openInWorker(file, 'x', { port: () => port, limits, signal });
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(port.ended).toBe(true);
  });
});

describe('pngOf', () => {
  it.each([
    ['packed', 1e6],
    ['stored', 0],
  ])('gives the same colours, %s', async (_, packed) => {
    const [width, height] = [300, 250];
    const whole = new Uint8ClampedArray(width * height * 4).map((_, i) =>
      i % 4 === 3 ? 255 : (i * 7919) >> 5,
    );
    const read = async (top: number, count: number) => ({
      width,
      height: count,
      data: whole.slice(top * width * 4, (top + count) * width * 4),
    });
    const png = await pngOf({ width, height, read }, { strip: 300 * 80, packed });
    const found = await sharp(Buffer.from(await png.arrayBuffer()))
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect(found.equals(Buffer.from(whole.buffer))).toBe(true);
  });
});
