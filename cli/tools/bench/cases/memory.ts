import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { type Bench, opened, ROOT } from '../context';
import { askTexts, bringPictures } from '../drive';
import { COUNTED, growthOf, type Held, memoryCounter, rowsOf, VIEWPORT } from '../memory-count';

const TEXTS = 1000;
const PICTURES = 200;
/** What is kept on purpose (remembered queries, React's own) is there after these. */
const FIRST = { texts: 100, pictures: 20 } as const;

/** Memory of the page and its worker after many queries. */
export async function memory({ fresh, url, progress }: Bench) {
  const total = FIRST.texts + TEXTS + FIRST.pictures + PICTURES;
  const bar = progress('texts and pictures', total);
  const thumb = join(ROOT, 'public/galleries/samples/thumbs/coast.webp');
  const jpeg = await sharp(readFileSync(thumb)).jpeg().toBuffer();
  const grown = async (path: string, first: number, more: number, ask: Ask) => {
    const { context, page } = await fresh();
    try {
      await page.setViewportSize(VIEWPORT);
      const count = await memoryCounter(context, page);
      await opened(page, `${url}${path}?backend=wasm`);
      await inParts(page, 0, first, ask, bar.step.bind(bar));
      const before = await count();
      await inParts(page, first, first + more, ask, bar.step.bind(bar));
      return { before, after: await count() };
    } finally {
      await context.close();
    }
  };
  // Both at once: pictures mostly wait for their addresses.
  const [texts, pictures] = await Promise.all([
    grown('/', FIRST.texts, TEXTS, askTexts),
    grown('/image', FIRST.pictures, PICTURES, (page, from, to) =>
      bringPictures(page, jpeg, from, to),
    ),
  ]);
  bar.done();
  const rows = (what: string, count: number, held: { before: Held; after: Held }) => [
    ...rowsOf(`before the ${what}`, held.before),
    ...rowsOf(`after ${count} ${what}`, held.after),
  ];
  return {
    title: 'Memory after many queries',
    how: `2 WASM threads; a page for the texts, and one for the pictures. ${COUNTED} ${FIRST.texts} texts and ${FIRST.pictures} pictures of 17 kB come before the first count. Each text waits for the answer to the one before, each picture for the address that the one before it gets.`,
    rows: [...rows('texts', TEXTS, texts), ...rows('pictures', PICTURES, pictures)],
    ratios: {
      'growth over the texts': growthOf(texts.before, texts.after),
      'growth over the pictures': growthOf(pictures.before, pictures.after),
    },
  };
}

type Ask = (page: Page, from: number, to: number) => Promise<unknown>;

/** Steps, so that progress can be shown. */
async function inParts(
  page: Page,
  first: number,
  last: number,
  ask: Ask,
  onPart: (count: number) => void,
): Promise<void> {
  for (let from = first; from < last; from += 10) {
    const to = Math.min(last, from + 10);
    await ask(page, from, to);
    onPart(to - from);
  }
}
