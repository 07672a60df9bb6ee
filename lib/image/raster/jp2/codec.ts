import { AppError } from '@/lib/errors/errors';
import { BrokenHeader } from '../../bytes';
import type { Block } from '../tiff/blocks';
import { type Codestream, checkTiles, halved } from './codestream';
import { newOpenJpeg } from './runtime';

/**
 * The bands that are decoded together with this one. OpenJPEG's binding gives one component of up to 16 bits, or
 * three of 8.
 */
export function bandsWith(band: number, { components, bits, signed }: Codestream): number[] {
  return components >= 3 && band < 3 && bits <= 8 && !signed ? [0, 1, 2] : [band];
}

/**
 * Decodes some bands of a codestream, all of their pixels.
 * @param bands as {@link bandsWith} gives them
 * @param times how often the sides are halved
 * @throws AppError asset-offline | image-too-large where memory runs out; BrokenHeader | EndOfBytes where the data are damaged
 */
export async function decodeBands(
  data: Uint8Array,
  codestream: Codestream,
  bands: readonly number[],
  times: number,
): Promise<Block> {
  checkTiles(data, codestream);
  const said: string[] = [];
  const openJpeg = await newOpenJpeg((line) => {
    if (said.length < 100 && !line.startsWith('[INFO]')) said.push(line);
  });
  const { components, bits, signed } = codestream;
  const wide = bits > 8 || signed;
  const all = bands.length === components && !(bits <= 8 && signed);
  const head = all ? new Uint8Array() : wrapperOf(codestream, bands, wide);
  const [width, height] = [halved(codestream.width, times), halved(codestream.height, times)];
  let decoded: Uint8ClampedArray<ArrayBuffer>;
  try {
    const decoder = new openJpeg.J2KDecoder();
    const encoded = decoder.getEncodedBuffer(head.length + data.length);
    encoded.set(head);
    encoded.set(data, head.length);
    decoder.decodeSubResolution(times, 0);
    const frame = decoder.getFrameInfo();
    if (frame.width !== codestream.width || frame.componentCount !== bands.length) {
      throw new BrokenHeader(said.join(' '));
    }
    decoded = decoder.getDecodedBuffer();
  } catch (cause) {
    const reason = [...said, String(cause)].join(' ');
    if (/memory|bad_alloc/i.test(reason)) throw tooLarge(reason);
    throw new BrokenHeader(reason);
  }
  if (decoded.length !== width * height * bands.length * (wide ? 2 : 1)) {
    throw new BrokenHeader('a decoder that gave another number of bytes');
  }
  const { buffer } = decoded;
  const values = wide
    ? signed
      ? new Int16Array(buffer)
      : new Uint16Array(buffer)
    : new Uint8Array(buffer);
  return { values, width, rows: height, samples: bands.length };
}

/**
 * A JP2 file's boxes before the codestream, by which OpenJPEG gives some components and no others: a palette's mapping
 * may name a component for each channel and leave its values as they are ("direct use").
 */
function wrapperOf(
  { width, height, components, bits, signed }: Codestream,
  bands: readonly number[],
  wide: boolean,
): Uint8Array {
  const sign = signed ? 0x80 : 0;
  const depth = (wide ? 15 : 7) | sign;
  const palette = bands.flatMap(() => (wide ? [0, 0] : [0]));
  return Uint8Array.from([
    ...box('jP  ', [0x0d, 0x0a, 0x87, 0x0a]),
    ...box('ftyp', [...text('jp2 '), 0, 0, 0, 0, ...text('jp2 ')]),
    ...box('jp2h', [
      ...box('ihdr', [
        ...u32(height),
        ...u32(width),
        ...u16(components),
        (bits - 1) | sign,
        7,
        0,
        0,
      ]),
      ...box('colr', [1, 0, 0, ...u32(bands.length === 3 ? 16 : 17)]),
      ...box('pclr', [...u16(1), bands.length, ...bands.map(() => depth), ...palette]),
      ...box(
        'cmap',
        bands.flatMap((band) => [...u16(band), 0, 0]),
      ),
    ]),
    // Length 0: to the end of the file.
    ...u32(0),
    ...text('jp2c'),
  ]);
}

function box(type: string, content: readonly number[]): number[] {
  return [...u32(8 + content.length), ...text(type), ...content];
}

function text(letters: string): number[] {
  return [...letters].map((letter) => letter.charCodeAt(0));
}

function u16(value: number): number[] {
  return [value >> 8, value & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)];
}

export function tooLarge(reason: string): AppError {
  return new AppError(
    'image-too-large',
    `There is not enough memory to decode this JPEG 2000 image (${reason.slice(0, 200)}).`,
    'Open a part of it, or a smaller copy, or save it as a tiled GeoTIFF (gdal_translate -co TILED=YES).',
  );
}
