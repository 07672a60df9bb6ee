import { readAhead } from '@/lib/evaluation/read-ahead';
import type { Learned } from '@/lib/find/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { averagePrecision } from '@/lib/metrics/binary';
import type { PatchGrid } from '@/lib/patches/grid';
import { Asker, type Surveyed } from '../asking/asker';
import type { DataItem } from '../dataset';
import type { Work } from '../embed';
import { partOf } from '../ground-truth/clicks';
import { randomBySeed, sample } from '../random';
import { readBytes } from '../read-images';
import type { TaughtFigures } from '../report';
import type { Named } from './nouns';

/** Numbers of clicks that are measured. */
const MEASURED = [1, 3, 5] as const;
/** Photographs of each label that are clicked in, one at a time. */
const DRAWS = 5;
const SEED = 1;
/** Clicks are so many cells apart: each is on a place of its own. */
const APART = 3;
/** A place is clicked where the word's map is at least this share of its highest value. */
const LEAST = 0.5;

/** What was learned in one photograph. */
interface Lesson {
  readonly word: string;
  /** The photograph that it was learned in. */
  readonly picture: number;
  readonly clicks: number;
  readonly learned: Learned;
}

/**
 * What is learned by clicks in one photograph, asked of all others. Somebody who sees the thing says "this yes" to the highest
 * places of the word's map in a photograph that is labelled with it, one cell each; then the other photographs are ranked by
 * the maximum of what was learned, and by the word.
 *
 * @param labelled complete labels, see `labelNouns`
 * @returns null where no label can be measured: two photographs that show it, one that does not
 * @throws AppError file-invalid | image-…
 */
export async function taughtFigures(
  items: readonly DataItem[],
  labelled: readonly Named[],
  scale: number | undefined,
  work: Work,
): Promise<TaughtFigures | null> {
  const asked = labelled.filter(
    ({ positives, negatives }) => positives.length > 1 && negatives.length > 0,
  );
  if (asked.length === 0) return null;
  const random = randomBySeed(SEED);
  const lessonsOf = new Map<number, string[]>();
  for (const { word, positives } of asked) {
    for (const picture of sample(positives, DRAWS, random)) {
      lessonsOf.set(picture, [...(lessonsOf.get(picture) ?? []), word]);
    }
  }
  const lessons: Lesson[] = [];
  await eachSurveyed(items, [...lessonsOf.keys()], scale, work, async (picture, surveyed) => {
    const words = lessonsOf.get(picture) ?? [];
    for (const { text, probability } of await surveyed.ask(words)) {
      const cells = placesOf(probability, surveyed.grid, Math.max(...MEASURED));
      for (const clicks of MEASURED.filter((n) => n <= cells.length)) {
        const examples = cells
          .slice(0, clicks)
          .map((cell) => ({ part: partOf(cell, surveyed.grid, surveyed), yes: true }));
        lessons.push({ word: text, picture, clicks, learned: surveyed.learn(examples) });
      }
    }
  });
  const words = asked.map(({ word }) => word);
  const byWord = new Map(words.map((word) => [word, new Float32Array(items.length)]));
  const byLesson = lessons.map(() => new Float32Array(items.length));
  const shown = [...new Set(asked.flatMap((noun) => [...noun.positives, ...noun.negatives]))];
  await eachSurveyed(items, shown, scale, work, async (picture, surveyed) => {
    for (const { text, score } of await surveyed.ask(words)) {
      (byWord.get(text) as Float32Array)[picture] = score;
    }
    lessons.forEach(({ learned }, i) => {
      (byLesson[i] as Float32Array)[picture] = maximumOf(surveyed.mapOf(learned));
    });
  });
  return figuresOf(asked, lessons, byWord, byLesson);
}

/** Means over the lessons with so many clicks, and of the same photographs by the word. */
function figuresOf(
  asked: readonly Named[],
  lessons: readonly Lesson[],
  byWord: ReadonlyMap<string, Float32Array>,
  byLesson: readonly Float32Array[],
): TaughtFigures {
  const ap = ({ word, picture }: Lesson, scores: Float32Array): number => {
    const noun = asked.find((one) => one.word === word) as Named;
    const of = (pictures: readonly number[]) =>
      pictures.flatMap((i) => (i === picture ? [] : [scores[i] as number]));
    return averagePrecision({
      positive: of(noun.positives),
      negative: of(noun.negatives),
    }) as number;
  };
  const after = MEASURED.flatMap((clicks) => {
    const those = lessons.flatMap((lesson, i) => (lesson.clicks === clicks ? [{ lesson, i }] : []));
    if (those.length === 0) return [];
    const mean = (scoresOf: (at: { lesson: Lesson; i: number }) => Float32Array) =>
      those.reduce((sum, at) => sum + ap(at.lesson, scoresOf(at)), 0) / those.length;
    return [
      {
        clicks,
        lessons: those.length,
        words: mean(({ lesson }) => byWord.get(lesson.word) as Float32Array),
        learned: mean(({ i }) => byLesson[i] as Float32Array),
      },
    ];
  });
  return { labels: asked.length, draws: DRAWS, seed: SEED, after };
}

async function eachSurveyed(
  items: readonly DataItem[],
  pictures: readonly number[],
  scale: number | undefined,
  { encoder, signal, onStep }: Work,
  use: (picture: number, surveyed: Surveyed) => Promise<void>,
): Promise<void> {
  const asker = new Asker(encoder, scale);
  const order = [...pictures].sort((a, b) => a - b);
  const read = async (picture: number) => {
    const item = items[picture] as DataItem;
    return decodeImage(await readBytes(item), item.file);
  };
  for await (const { item: picture, result } of readAhead(order, read, 2)) {
    signal.throwIfAborted();
    if ('error' in result) throw result.error;
    await use(picture, await asker.survey(result.value));
    onStep(1);
  }
}

/** The highest cells, at most `most`, each apart from those before it and no lower than half of the first. */
export function placesOf(map: Float32Array, { cols }: PatchGrid, most: number): number[] {
  const order = [...map.keys()]
    .filter((cell) => !Number.isNaN(map[cell]))
    .sort((a, b) => (map[b] as number) - (map[a] as number));
  const least = LEAST * (map[order[0] as number] as number);
  const found: number[] = [];
  for (const cell of order) {
    if (found.length === most || (map[cell] as number) < least) break;
    const [row, col] = [Math.floor(cell / cols), cell % cols];
    const isApart = found.every(
      (other) =>
        Math.max(Math.abs(Math.floor(other / cols) - row), Math.abs((other % cols) - col)) >= APART,
    );
    if (isApart) found.push(cell);
  }
  return found;
}

function maximumOf(map: Float32Array): number {
  // Of cells that were not encoded nothing is known.
  return map.filter((value) => !Number.isNaN(value)).reduce((a, b) => Math.max(a, b), 0);
}
