import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RSICD_CATEGORIES } from '@/lib/categories/categories';

interface OwnWord {
  readonly query: string;
  readonly categories: readonly string[];
  readonly half: 'inside' | 'outside';
  readonly outsideWords: readonly string[];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

const frozen = read<{ queries: OwnWord[] }>('models/own-words/test.json').queries;
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Every text in a JSON value, keys of objects left out. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

describe('own words, the frozen test queries', () => {
  it('has at least 120, half of them with words of no caption, over all categories', () => {
    expect(frozen.length).toBeGreaterThanOrEqual(120);
    const outside = frozen.filter((query) => query.half === 'outside');
    expect(outside.length * 2).toBe(frozen.length);
    expect(outside.every((query) => query.outsideWords.length > 0)).toBe(true);
    const meant = new Set(frozen.flatMap((query) => query.categories));
    expect([...meant].sort()).toEqual([...RSICD_CATEGORIES].sort());
  });

  it('is kept out of the training lexicon: no whole query, no outside word', () => {
    const folder = 'models/training/lexicon';
    const things = read<{ replace: string[][] }[]>(`${folder}/things.json`);
    const categories = read<Record<string, Record<string, string[]>>>(`${folder}/categories.json`);
    const written = [
      ...texts(read(`${folder}/templates.json`)),
      ...texts(things.map((thing) => thing.replace)),
      // synset names point into WordNet, which nobody here wrote
      ...Object.values(categories).flatMap(({ wordnet: _, ...lists }) => texts(lists)),
    ];
    expect(written.length).toBeGreaterThan(5000);
    const entries = new Set(written.map((entry) => words(entry).join(' ')));
    const used = new Set(written.flatMap(words));
    const broken = frozen.filter(
      ({ query, outsideWords }) =>
        entries.has(words(query).join(' ')) || outsideWords.some((word) => used.has(word)),
    );
    expect(broken.map(({ query }) => query)).toEqual([]);
  });

  const rsicd = '../shared/rsicd';
  it.skipIf(!existsSync(rsicd))("splits by RSICD's vocabulary", () => {
    const vocabulary = new Set(
      ['train', 'valid', 'test'].flatMap((split) =>
        readFileSync(`${rsicd}/${split}.jsonl`, 'utf8')
          .trim()
          .split('\n')
          .flatMap((line) => (JSON.parse(line) as { captions: string[] }).captions.flatMap(words)),
      ),
    );
    const unknown = ({ query }: OwnWord) =>
      words(query).filter((word) => !vocabulary.has(word) && word !== 'photograph');
    for (const query of frozen) {
      expect(unknown(query).length > 0, query.query).toBe(query.half === 'outside');
    }
  });
});
