import type { LercImage, Values } from 'lerc';
import { EndOfBytes, UnsupportedKind } from '../../bytes';
import type { CodecContext, Decoded } from './codecs';
import { copyOf, inflate, unzstdAny } from './unpack';

/**
 * LERC as GDAL stores it: all bands of a block in one piece, or one after the other where their masks differ.
 *
 * What its mask takes out was NaN in floating point. Of eight bits, a transparency that is nothing or all is stored as
 * the mask alone, in place of the last band.
 * @throws EndOfBytes | UnsupportedKind, and what the decoder throws
 */
export async function decodeLerc(
  data: Uint8Array<ArrayBuffer>,
  { lercCompression, length, width, rows, samples }: CodecContext,
): Promise<Decoded> {
  // A block is no larger than its numbers and a head: what it is packed into besides cannot be either.
  const most = length * 2 + 65_536;
  const blob =
    lercCompression === 1
      ? await inflate(data, most)
      : lercCompression === 2
        ? await unzstdAny(data, most)
        : data;
  const { default: lerc } = await import('lerc');
  const image = lerc.decode(checked(copyOf(blob)));
  if (image.width !== width || image.height !== rows) throw new EndOfBytes();
  const [first] = image.pixels;
  const pixels = width * rows;
  const size = length / (pixels * samples);
  const bands = bandsOf(image, pixels);
  const alpha = bands.length === samples - 1 && size === 1;
  if (!first || first.BYTES_PER_ELEMENT !== size || (bands.length < samples && !alpha)) {
    throw new EndOfBytes();
  }
  const out = new (first.constructor as new (count: number) => Values)(pixels * samples);
  const float = out instanceof Float32Array || out instanceof Float64Array;
  for (const [band, { values, mask }] of bands.slice(0, samples).entries()) {
    for (let i = 0, to = band; i < pixels; i++, to += samples)
      out[to] = float && mask?.[i] === 0 ? Number.NaN : (values[i] as number);
  }
  const mask = bands[0]?.mask;
  if (alpha)
    for (let i = 0, to = samples - 1; i < pixels; i++, to += samples)
      out[to] = mask?.[i] === 0 ? 0 : 255;
  return { bytes: new Uint8Array(out.buffer as ArrayBuffer), native: true };
}

/** Newest version of LERC2 that the decoder reads. */
const NEWEST = 5;

/** @throws UnsupportedKind where the blob is of a version that the decoder does not read */
function checked(blob: ArrayBuffer): ArrayBuffer {
  if (blob.byteLength < 10) throw new EndOfBytes();
  const mark = String.fromCharCode(...new Uint8Array(blob, 0, 6));
  const version = new DataView(blob).getInt32(6, true);
  if (mark === 'Lerc2 ' && version > NEWEST && version < 100) {
    throw new UnsupportedKind(`a TIFF compressed with LERC 2.${version}`);
  }
  return blob;
}

/** The bands of an image, each with what it holds: 0 where there is nothing. */
function bandsOf({ pixels, mask, maskData, bandMasks }: LercImage, count: number) {
  const [first] = pixels;
  if (pixels.length === 1 && first) {
    return Array.from({ length: Math.floor(first.length / count) }, (_, band) => ({
      values: first.subarray(band * count, (band + 1) * count),
      mask,
    }));
  }
  // A band that has all of its pixels has no mask: whose the others are is not known then, and all bands take the sum.
  const own = bandMasks?.length === pixels.length ? bandMasks : null;
  return pixels.map((values, band) => ({ values, mask: own?.[band] ?? maskData ?? mask }));
}
