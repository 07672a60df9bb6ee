import { cosinesWith, rowCount, rowOf } from '@/lib/evaluation/rows';
import { type Learned, learn } from '@/lib/feedback/learn';
import { type Space, spaceOf } from '@/lib/feedback/space';
import { precisionAtK } from '@/lib/metrics/retrieval';
import type { Embedded } from './embedded';
import { randomBySeed, sample } from './random';
import type { FewShotFigures } from './report';

const RESULTS = 20;
const EXAMPLES = 5;
const DRAWS = 5;
/** Rows that say how embeddings are spread, at most. */
const SPREAD_ROWS = 512;

type Figures = Omit<FewShotFigures, 'categories' | 'draws' | 'seed'>;

/**
 * How well examples find the rest of their category, as marks do on the results page: by the same classifier.
 * Images that are the question are no answers. Where a category has fewer images left than are looked at, precision is
 * of as many as there are.
 * @returns null where no category has images enough
 */
export function fewShotFigures(data: Embedded, seed: number): FewShotFigures | null {
  const { categories, categoryOfItem, prompts } = data;
  const members = categories.map((_, c) =>
    [...categoryOfItem.keys()].filter((item) => categoryOfItem[item] === c),
  );
  // Two are left to be found at least.
  const asked = [...members.keys()].filter((c) => (members[c]?.length ?? 0) >= EXAMPLES + 2);
  if (asked.length === 0) return null;
  const random = randomBySeed(seed);
  const space = spaceOfRows(data.images);
  const found: Figures[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    for (const c of asked) {
      const own = members[c] as number[];
      const examples = sample(own, EXAMPLES, random);
      found.push(figuresOf(data, space, { own, examples, prompt: rowOf(prompts, c) }));
    }
  }
  const mean = (key: keyof Figures) =>
    found.reduce((sum, figures) => sum + figures[key], 0) / found.length;
  return {
    text: mean('text'),
    one: mean('one'),
    five: mean('five'),
    feedback: mean('feedback'),
    categories: asked.length,
    draws: DRAWS,
    seed,
  };
}

interface Question {
  /** Images of the category. */
  readonly own: readonly number[];
  /** Those that are drawn as examples. */
  readonly examples: readonly number[];
  readonly prompt: Float32Array;
}

function figuresOf(
  { images }: Embedded,
  space: Space,
  { own, examples, prompt }: Question,
): Figures {
  const isOwn = new Set(own);
  const isRight = (item: number): boolean => isOwn.has(item);
  const row = (item: number): Float32Array => rowOf(images, item);
  const scores = (query: Float32Array, without: readonly number[]) => {
    const cosines = cosinesWith(query, images);
    for (const item of without) cosines[item] = Number.NEGATIVE_INFINITY;
    return cosines;
  };
  const precision = (query: Float32Array, without: readonly number[]) =>
    precisionAtK(scores(query, without), isRight, Math.min(RESULTS, own.length - without.length));
  const learned = (like: readonly number[], unlike: readonly number[]): Float32Array => {
    const marks = (items: readonly number[]) => items.map((item) => ({ embedding: row(item) }));
    const found = learn({ positives: marks(like), negatives: marks(unlike) }, space);
    return (found as Learned).embedding;
  };
  const five = learned(examples, []);
  const shown = topOf(scores(five, examples), RESULTS);
  const marked = learned(
    [...examples, ...shown.filter(isRight)],
    shown.filter((item) => !isRight(item)),
  );
  const first = examples.slice(0, 1);
  return {
    text: precision(prompt, []),
    one: precision(learned(first, []), first),
    five: precision(five, examples),
    feedback: precision(marked, examples),
  };
}

/** How the images are spread, by some of them evenly over the list. */
function spaceOfRows(images: Embedded['images']): Space {
  const count = rowCount(images);
  const rows = Math.min(count, SPREAD_ROWS);
  return spaceOf(
    Array.from({ length: rows }, (_, i) => rowOf(images, Math.floor((i * count) / rows))),
  );
}

function topOf(scores: Float32Array, count: number): number[] {
  const order = [...scores.keys()].filter((i) => scores[i] !== Number.NEGATIVE_INFINITY);
  return order.sort((a, b) => (scores[b] as number) - (scores[a] as number)).slice(0, count);
}
