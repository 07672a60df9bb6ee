import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { type Bench, opened } from '../context';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

interface Typed {
  readonly total: number;
  readonly detail: { encode: number; search: number };
}

/** A query put into the box, until its results are painted. */
export async function text({ fresh, url, single, samples }: Bench) {
  const rows: Row[] = [];
  for (const [threads, origin] of [
    ['2 threads', url],
    ['1 thread', single],
  ] as const) {
    const { context, page } = await fresh();
    await opened(page, `${origin}/?backend=wasm`);
    const type = (query: string): Promise<Typed> =>
      page.evaluate(async (words) => {
        const box = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (!box) throw new Error('no search box');
        let detail = { encode: 0, search: 0 };
        const observer = new PerformanceObserver((list) => {
          const entry = list.getEntriesByName('overlook:search').at(-1) as PerformanceMeasure;
          if (entry) detail = entry.detail;
        });
        observer.observe({ type: 'measure' });
        const start = performance.now();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, words);
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const isAnswered = () =>
          [...document.querySelectorAll('[role="status"]')].some((status) =>
            status.textContent?.includes(`“${words}”`),
          );
        while (!isAnswered()) await new Promise((resolve) => requestAnimationFrame(resolve));
        // The frame that shows it has been handed over when the next one begins.
        const total = performance.now() - start;
        await new Promise((resolve) => setTimeout(resolve, 60));
        observer.disconnect();
        return { total, detail };
      }, query);
    const [nouns, prompts] = [RSICD_CATEGORIES, RSICD_CATEGORIES.map(categoryPrompt)];
    for (const words of ['warm up', 'warm up again', 'and again']) await type(words);
    const queries = [...nouns, ...prompts].slice(0, Math.max(30, samples));
    const cold: Typed[] = [];
    for (const query of queries) cold.push(await type(query));
    const repeated: Typed[] = [];
    for (const query of queries) repeated.push(await type(query));
    rows.push(
      {
        name: `new words, ${threads}: keystroke to painted`,
        unit: 'ms',
        ...summaryOf(cold.map(({ total }) => total)),
      },
      {
        name: `new words, ${threads}: tokenize and encode`,
        unit: 'ms',
        ...summaryOf(cold.map(({ detail }) => detail.encode)),
      },
      {
        name: `new words, ${threads}: search`,
        unit: 'ms',
        ...summaryOf(cold.map(({ detail }) => detail.search)),
      },
      {
        name: `new words, ${threads}: the rest (messages, React, waiting for the frame)`,
        unit: 'ms',
        ...summaryOf(
          cold.map(({ total, detail }) => Math.max(0, total - detail.encode - detail.search)),
        ),
      },
      {
        name: `asked before, ${threads}: keystroke to painted`,
        unit: 'ms',
        ...summaryOf(repeated.map(({ total }) => total)),
      },
    );
    await context.close();
  }
  const median = (name: string) => rows.find((row) => row.name.startsWith(name))?.median ?? 0;
  return {
    title: 'A query by words',
    how: 'Production build, shipped gallery (540 images). From the input event to the animation frame in which the page shows the answer; a frame comes every 16.7 ms.',
    rows,
    ratios: {
      'one thread over two, new words': rounded(median('new words, 1') / median('new words, 2')),
    },
  };
}
