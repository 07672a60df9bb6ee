import { MAP_KINDS } from '@/lib/model/types';
import { askPictures } from '../asking/ask-pictures';
import type { WordAnswers } from '../asking/word-answers';
import type { Dataset } from '../dataset';
import type { Begin } from '../evaluate';
import { labelNouns } from './figures';
import type { WordCases } from './fit';
import { captionNouns, LEAST_PICTURES, type Named, singular } from './nouns';

/** What was measured on some data sets, for calibrations. */
export interface Collected {
  readonly cases: readonly WordCases[];
  /** Pictures that were asked. */
  readonly pictures: number;
}

/**
 * Asks the pictures of data sets for the nouns of their captions and for their labels.
 * @throws AppError file-invalid | image-…
 */
export async function collectCases(data: readonly Dataset[], begin: Begin): Promise<Collected> {
  const collected: { named: Named; answers: WordAnswers }[] = [];
  let pictures = 0;
  const namedIn = data.map(({ items }) => namedBy(items));
  const rivals = [...new Set(namedIn.flat().map(({ word }) => inSingular(word)))];
  for (const [i, { name, items }] of data.entries()) {
    const named = namedIn[i] as readonly Named[];
    const words = named.map(({ word }) => word);
    const work = begin(`Asking ${name}`, items.length);
    const { answers } = await askPictures(items, { words, rivals }, work);
    collected.push(...named.map((noun) => ({ named: noun, answers })));
    pictures += items.length;
  }
  return { cases: casesOf(collected), pictures };
}

function namedBy(items: Dataset['items']): readonly Named[] {
  const labels = labelNouns(items.map((item) => item.labels));
  const nouns = captionNouns(items.map(({ captions }) => captions));
  return labels.length > 0 ? [...labels, ...classNouns(nouns, items, labels)] : nouns;
}

function inSingular(name: string): string {
  return name.split(' ').map(singular).join(' ');
}

/**
 * Of a data set with complete labels, whose captions leave most things out: labels speak for what they name, and captions
 * only for things that are a class of their own, like "runway". Pictures of other classes do not show those.
 */
export function classNouns(
  nouns: readonly Named[],
  items: readonly Pick<Dataset['items'][number], 'category'>[],
  labels: readonly Named[],
): Named[] {
  const classes = new Set(items.flatMap(({ category }) => (category ? inSingular(category) : [])));
  const known = new Set(labels.map(({ word }) => inSingular(word)));
  return nouns.filter(({ word }) => classes.has(word) && !known.has(word));
}

/** By word, in the singular; what several data sets know of one word is put together. */
function casesOf(collected: readonly { named: Named; answers: WordAnswers }[]): WordCases[] {
  const found = new Map<string, WordCases>();
  for (const { named, answers } of collected) {
    const { maxima, similarities, rivals, source } = answers.of(named.word);
    const of = (pictures: readonly number[]) =>
      pictures.map((i) => ({
        maximum: maxima[i] as number,
        similarity: similarities[i] as number,
        rival: rivals[i] as number,
      }));
    const word = inSingular(named.word);
    const before = found.get(word);
    // Singular and plural are different questions to the encoder: the map that answers may differ.
    if (before && before.source !== source) continue;
    found.set(word, {
      word,
      source,
      positive: [...(before?.positive ?? []), ...of(named.positives)],
      negative: [...(before?.negative ?? []), ...of(named.negatives)],
    });
  }
  return [...found.values()]
    .filter(
      ({ positive, negative }) =>
        positive.length >= LEAST_PICTURES && negative.length >= LEAST_PICTURES,
    )
    .sort(
      (a, b) =>
        MAP_KINDS.indexOf(a.source) - MAP_KINDS.indexOf(b.source) || a.word.localeCompare(b.word),
    );
}
