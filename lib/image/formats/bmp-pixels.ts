import { Bytes } from '../bytes';
import { damaged } from '../damaged';
import type { RgbaImage } from '../types';
import { type BmpLayout, layoutOfBmp } from './bmp';

/**
 * Decodes a BMP, here and not in the browser: sharp reads none, and page and command line give the same pixels.
 * Colours of a palette that are not there are black.
 * @throws AppError image-truncated
 */
export async function decodeBmp(
  data: Uint8Array<ArrayBuffer>,
  name: string | undefined,
): Promise<RgbaImage> {
  const layout = layoutOfBmp(new Bytes(data));
  const { width, height, bits, topDown, pixels } = layout;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (data.length < pixels + stride * (height - 1) + Math.ceil((width * bits) / 8)) {
    throw damaged(name);
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const colourAt = bits <= 8 ? paletteColours(data, layout) : maskedColours(view, layout);
  const out = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = pixels + stride * (topDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) colourAt(row, x, out, 4 * (y * width + x));
  }
  return { width, height, data: out };
}

/** Writes the colour of a row's pixel, opaque, to `to`. */
type ColourAt = (row: number, x: number, out: Uint8ClampedArray, to: number) => void;

function paletteColours(data: Uint8Array, { bits, palette }: BmpLayout): ColourAt {
  const perByte = 8 / bits;
  const end = palette.at + palette.count * palette.bytes;
  return (row, x, out, to) => {
    const byte = data[row + Math.floor(x / perByte)] as number;
    const index = (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
    const at = palette.at + index * palette.bytes;
    for (let c = 0; c < 3; c++) out[to + c] = at < end ? (data[at + 2 - c] as number) : 0;
    out[to + 3] = 255;
  };
}

function maskedColours(view: DataView, { bits, masks }: BmpLayout): ColourAt {
  const parts = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { shift, most: mask >>> shift };
  });
  const readPixel =
    bits === 16
      ? (at: number) => view.getUint16(at, true)
      : bits === 32
        ? (at: number) => view.getUint32(at, true)
        : (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return (row, x, out, to) => {
    const value = readPixel(row + (x * bits) / 8);
    const [r, g, b, a] = parts.map(({ shift, most }) =>
      most === 0 ? 0 : Math.round((255 * ((value >>> shift) & most)) / most),
    ) as [number, number, number, number];
    const alpha = parts[3]?.most === 0 ? 255 : a;
    for (const [c, colour] of [r, g, b].entries()) {
      out[to + c] = Math.round((colour * alpha) / 255) + 255 - alpha;
    }
    out[to + 3] = 255;
  };
}
