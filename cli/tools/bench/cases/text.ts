import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { type Bench, opened } from '../context';
import { rewritten, type Typed, typed } from '../page/typed';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

const PARTS: Readonly<Record<keyof Typed, string>> = {
  painted: 'keystroke to painted results',
  letter: 'keystroke to the painted letter',
  asked: 'until the engine is asked',
  messages: 'to the worker and back',
  tokenize: 'tokenize',
  encode: 'encode',
  search: 'search',
  render: 'render, the wait for the frame included',
  pictures: 'keystroke to decoded pictures',
};

/** After so long nothing of a query is left to be done, ms. */
const SETTLED = 400;

/**
 * A query put into the box, until its results are painted: new words and words asked before. Service workers are blocked:
 * one would isolate the page of one thread, which would load again and have two.
 */
export async function text({ fresh, url, single, samples }: Bench) {
  const count = Math.max(30, samples);
  const taken: Record<string, Typed[]> = {};
  const pages = await Promise.all(
    [url, single].map(async (origin) => {
      const { context, page } = await fresh('block');
      await opened(page, `${origin}/?backend=wasm`);
      const type = async (words: string): Promise<Typed> => {
        const result = await page.evaluate(typed, words);
        // The address follows, and the pictures come; and keystrokes know nothing of frames.
        await page.waitForTimeout(SETTLED + 17 * Math.random());
        return result;
      };
      return { context, page, type };
    }),
  );
  const names = ['2 threads', '1 thread'] as const;
  const queries = [...RSICD_CATEGORIES, ...RSICD_CATEGORIES.map(categoryPrompt)];
  for (const words of ['warm up', 'warm up again', 'and again']) {
    for (const { type } of pages) await type(words);
  }
  for (const kind of ['new words', 'asked before'] as const) {
    for (const query of queries.slice(0, count)) {
      for (const [i, { type }] of pages.entries()) {
        const name = `${kind}, ${names[i]}`;
        taken[name] ??= [];
        taken[name].push(await type(query));
      }
    }
  }
  const frames: number[] = [];
  const [first] = pages;
  while (first && frames.length < count) {
    frames.push(await first.page.evaluate(rewritten));
    await first.page.waitForTimeout(SETTLED + 17 * Math.random());
  }
  for (const { context } of pages) await context.close();

  const rows: Row[] = Object.entries(taken).flatMap(([name, values]) => {
    const parts = Object.keys(PARTS) as (keyof Typed)[];
    const shown = name.startsWith('new') ? parts : (['painted', 'pictures'] as const);
    return shown.map((part) => ({
      name: `${name}: ${PARTS[part]}`,
      unit: 'ms' as const,
      ...summaryOf(values.map((value) => value[part])),
    }));
  });
  rows.push({
    name: 'the numbers of 24 results written by hand: to their painted frame',
    unit: 'ms',
    ...summaryOf(frames),
  });
  const painted = (name: string) => summaryOf((taken[name] ?? []).map((t) => t.painted)).median;
  return {
    title: 'A query by words',
    how: 'Production build, shipped gallery (540 images), two pages in turns. From the input event to the end of the frame that shows the results; a frame comes every 16.7 ms.',
    rows,
    ratios: {
      'one thread over two, new words': rounded(
        painted('new words, 1 thread') / painted('new words, 2 threads'),
      ),
    },
  };
}
