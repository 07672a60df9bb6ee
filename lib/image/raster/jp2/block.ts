import { Bytes, EndOfBytes } from '../../bytes';
import type { CodecContext, Decoded } from '../tiff/codecs';
import { readJp2 } from './boxes';
import { bandsWith, decodeBands } from './codec';

/**
 * A strip or tile of a TIFF that is a JPEG 2000 image of its own (compression 34712).
 * @throws EndOfBytes | BrokenHeader | UnsupportedKind, and what {@link decodeBands} throws
 */
export async function decodeJp2Block(
  data: Uint8Array,
  { width, rows, samples, length }: CodecContext,
): Promise<Decoded> {
  const { codestream, from, to } = readJp2(new Bytes(data));
  const bytes = codestream.bits > 8 ? 2 : 1;
  // Its own header decides how much the decoder makes: it has to say what the directory says.
  const same =
    codestream.width === width &&
    codestream.height === rows &&
    codestream.components === samples &&
    width * rows * samples * bytes === length;
  if (!same) throw new EndOfBytes();
  const out = bytes === 2 ? new Uint16Array(length / 2) : new Uint8Array(length);
  for (let band = 0; band < samples; ) {
    const bands = bandsWith(band, codestream);
    const { values } = await decodeBands(data.subarray(from, to), codestream, bands, 0);
    for (let i = 0; i < values.length; i++) {
      const pixel = Math.floor(i / bands.length);
      out[pixel * samples + band + (i % bands.length)] = Number(values[i]);
    }
    band += bands.length;
  }
  return { bytes: new Uint8Array(out.buffer), native: true };
}
