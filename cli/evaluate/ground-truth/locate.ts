import type { Encoder } from '@/lib/encoder/encoder';
import { readAhead } from '@/lib/evaluation/read-ahead';
import { type FindEncoder, FindSession } from '@/lib/find/session';
import type { Survey } from '@/lib/find/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { pictureOf } from '@/lib/image/picture';
import type { PatchGrid } from '@/lib/patches/grid';
import type { DataItem } from '../dataset';
import type { Work } from '../embed';
import { readBytes } from '../read-images';
import { coverage, pixelMask } from './coverage';
import { type Answer, GroundTruthTally } from './tally';
import type { Truth, TruthFile } from './truth-file';

/** What covers more of a scene is found by pointing anywhere. */
export const LARGEST_SHARE = 0.6;
/** Decoded scenes that wait. */
const AHEAD = 2;

/**
 * Asks every scene for every feature that it has, as the Find page does, and compares the maps with the ground truth.
 * @param items images that can be read; those that the ground truth does not know are passed over
 * @param scale px of the input a pixel of the scene; left out, what Find takes for a picture of its size
 * @throws AppError file-invalid where the ground truth is not as it should be
 */
export async function locateFeatures(
  items: readonly DataItem[],
  truths: TruthFile,
  scale: number | undefined,
  { encoder, signal, onStep }: Work,
): Promise<GroundTruthTally> {
  const tally = new GroundTruthTally();
  const session = new FindSession(findEncoder(encoder));
  const read = async (item: DataItem) => decodeImage(await readBytes(item), item.file);
  for await (const { item, result } of readAhead(items, read, AHEAD)) {
    signal.throwIfAborted();
    if ('error' in result) throw result.error;
    const truth = await truths.read(item.file);
    if (truth) {
      const options = { method: 'dense', ...(scale !== undefined && { scale }) } as const;
      const survey = session.begin(pictureOf(result.value), options);
      await session.surveyed(survey.id, survey.total - 1);
      tally.add(await answers(item, truth, survey, session), survey.scale);
      session.end(survey.id);
    }
    onStep(1);
  }
  return tally;
}

async function answers(
  { category }: DataItem,
  { size, features }: Truth,
  { id, grid }: Survey,
  session: FindSession,
): Promise<Answer[]> {
  const found: Answer[] = [];
  for (const { name, extent } of features) {
    const pixels = pixelMask(extent, size);
    const area = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
    if (area === 0 || area >= LARGEST_SHARE) continue;
    const { features: maps } = await session.locate(id, [name]);
    const [relevance] = maps;
    if (!relevance) throw new RangeError('the session gave nothing back');
    const map = relevance.probability;
    const mask = coverage(pixels, size, grid);
    const centers = centersIn(pixels, size, grid);
    found.push({ feature: name, category, map, mask, centers, area });
  }
  return found;
}

/** Whether the centre of each cell lies in the mask. */
function centersIn(pixels: Uint8Array, size: number, { rows, cols }: PatchGrid): Uint8Array {
  const at = (i: number, count: number) => Math.floor(((i + 0.5) / count) * size);
  return Uint8Array.from(
    { length: rows * cols },
    (_, i) => pixels[at(Math.floor(i / cols), rows) * size + at(i % cols, cols)] as number,
  );
}

/** The encoder as Find takes it; what is asked again is not encoded again. */
function findEncoder(encoder: Encoder): FindEncoder {
  const known = new Map<string, Float32Array>();
  const encodeTexts = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const missing = texts.filter((text) => !known.has(text));
    const encoded = await encoder.encodeText(missing);
    missing.forEach((text, i) => {
      known.set(text, encoded[i] as Float32Array);
    });
    return texts.map((text) => known.get(text) as Float32Array);
  };
  return {
    model: encoder.model,
    encodeTexts,
    encodePrompts: encodeTexts,
    encodeImage: async (pixels) => {
      const [encoding] = await encoder.encodeImages([pixels]);
      if (!encoding) throw new RangeError('the encoder gave nothing back');
      return encoding;
    },
  };
}
