import { readAhead } from '@/lib/evaluation/read-ahead';
import { decodeImage } from '@/lib/image/decode.node.ts';
import type { PatchGrid } from '@/lib/patches/grid';
import type { DataItem } from '../dataset';
import type { Work } from '../embed';
import { ClickTally } from '../ground-truth/clicks';
import { answersOf } from '../ground-truth/locate';
import { GroundTruthTally } from '../ground-truth/tally';
import type { TruthFile } from '../ground-truth/truth-file';
import { readBytes } from '../read-images';
import { Asker } from './asker';
import { WordAnswers } from './word-answers';

/** Decoded pictures that wait. */
const AHEAD = 2;

export interface Questions {
  /** Asked of every picture, whether it is there. */
  readonly words: readonly string[];
  /** Words that may fit better, see `Answers.rivals`. */
  readonly rivals?: readonly string[] | undefined;
  /** Ground truth: each picture that it knows is asked where its features are. */
  readonly truths?: TruthFile | undefined;
  /** Px of the input a pixel of the picture; left out, what Find takes for a picture of its size. */
  readonly scale?: number | undefined;
}

/**
 * Asks pictures all questions, as the Find page would; each picture is decoded and encoded once.
 * @param items pictures that can be read
 * @returns answers in the order of the items, what came of the ground truth, and of clicks on one feature of each picture
 * @throws AppError file-invalid where the ground truth is not as it should be | image-…
 */
export async function askPictures(
  items: readonly DataItem[],
  { words, rivals, truths, scale }: Questions,
  { encoder, signal, onStep }: Work,
): Promise<{
  readonly answers: WordAnswers;
  readonly tally: GroundTruthTally;
  readonly clicks: ClickTally;
}> {
  const asker = new Asker(encoder, scale);
  const answers = new WordAnswers(words, items.length);
  const tally = new GroundTruthTally();
  const clicks = new ClickTally();
  const read = async (item: DataItem) => decodeImage(await readBytes(item), item.file);
  let picture = 0;
  for await (const { item, result } of readAhead(items, read, AHEAD)) {
    signal.throwIfAborted();
    if ('error' in result) throw result.error;
    const truth = await truths?.read(item.file);
    if (truth || words.length > 0) {
      const surveyed = await asker.survey(result.value);
      answers.add(picture, await surveyed.ask(words, rivals));
      if (truth) {
        const found = await answersOf(item, truth, surveyed);
        tally.add(found, surveyed.scale);
        // Of cells that are not sure the map has none: a click could not be placed.
        const whole = found.filter(({ map }) => map.length === cellsOf(surveyed.grid));
        const clicked = whole[picture % Math.max(1, whole.length)];
        if (clicked) await clicks.ask(clicked, surveyed, truth.size);
      }
    }
    picture++;
    onStep(1);
  }
  return { answers, tally, clicks };
}

function cellsOf({ rows, cols }: PatchGrid): number {
  return rows * cols;
}
