import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Bench, opened, ROOT } from '../context';
import { askTexts, bringPictures } from '../drive';
import { type Held, memoryCounter } from '../memory-count';
import { rounded, summaryOf } from '../stats';
import { serveTwin, TWIN } from '../twin';
import type { Row } from '../types';

const TEXTS = 1000;
const PICTURES = 200;
const SWITCHES = 20;
/** Wide, so that all controls are there; low, because painting cards takes longer than all that is measured. */
const VIEWPORT = { width: 1440, height: 240 } as const;
/** What is kept on purpose (remembered queries, React's own) is there after these. */
const FIRST = { texts: 100, pictures: 20, switches: 2 } as const;

/** Memory of the page and its worker after many queries, and after many switches of the model. */
export async function memory(bench: Bench) {
  const counts = { ...(await afterQueries(bench)), ...(await afterSwitches(bench)) };
  const rows = Object.entries(counts).flatMap(([name, { page, workers, wasm, all }]): Row[] => {
    const row = (part: string, value: number): Row => ({
      name: `${name}${part}`,
      unit: 'MB',
      ...summaryOf([value]),
    });
    return [
      row('', all),
      row(': page', page),
      row(': worker', workers),
      row(': WebAssembly', wasm),
    ];
  });
  const growth = (to: keyof typeof counts, from: keyof typeof counts) =>
    rounded(counts[to].all / counts[from].all - 1);
  return {
    title: 'Memory after many queries',
    how: `2 WASM threads. Page and worker after a garbage collection, as the debugger counts them: objects, DOM, array buffers, WebAssembly memories; decoded pictures of the page are the browser's and not in it. ${FIRST.texts} texts, ${FIRST.pictures} pictures or ${FIRST.switches} switches come before a first count. Each text waits for the answer to the one before, each picture for the address that it gets; a switch is the page's own control to the shipped model and the browser's way back to a second one of the same files.`,
    rows,
    ratios: {
      'growth over the texts': growth('after the texts', 'before the texts'),
      'growth over the pictures': growth('after the pictures', 'before the pictures'),
      'growth over the switches': growth('after the switches', 'before the switches'),
    },
  };
}

async function afterQueries({ fresh, url, progress }: Bench) {
  const { context, page } = await fresh();
  await page.setViewportSize(VIEWPORT);
  const count = await memoryCounter(context, page);
  await opened(page, `${url}/?backend=wasm`);
  await inParts(FIRST.texts, (from, to) => askTexts(page, from, to));
  const beforeTexts = await count();
  const texts = progress('texts', TEXTS);
  await inParts(TEXTS, async (from, to) => {
    await askTexts(page, FIRST.texts + from, FIRST.texts + to);
    texts.step(to - from);
  });
  texts.done();
  const afterTexts = await count();

  await page.getByRole('link', { name: 'Image', exact: true }).click();
  await page.waitForURL('**/image**');
  const thumb = join(ROOT, 'public/galleries/samples/thumbs/coast.webp');
  const jpeg = await sharp(readFileSync(thumb)).jpeg().toBuffer();
  const bring = (from: number, to: number) => bringPictures(page, jpeg, from, to);
  await inParts(FIRST.pictures, bring);
  const beforePictures = await count();
  const pictures = progress('pictures', PICTURES);
  await inParts(PICTURES, async (from, to) => {
    await bring(FIRST.pictures + from, FIRST.pictures + to);
    pictures.step(to - from);
  });
  pictures.done();
  const afterPictures = await count();
  await context.close();
  return {
    'before the texts': beforeTexts,
    'after the texts': afterTexts,
    'before the pictures': beforePictures,
    'after the pictures': afterPictures,
  } satisfies Record<string, Held>;
}

async function afterSwitches({ fresh, progress }: Bench) {
  const server = await serveTwin();
  const { context, page } = await fresh();
  try {
    await page.setViewportSize(VIEWPORT);
    const count = await memoryCounter(context, page);
    const at = `q=airport&gallery=${TWIN}&model=${TWIN}&backend=wasm`;
    await opened(page, `http://localhost:${server.port}/?${at}`);
    const change = async (i: number) => {
      // The page says "loading" and "ready" over it; what it said before must not pass for an answer.
      await page.evaluate(() => {
        document.documentElement.dataset.engine = 'asked';
      });
      const away = i % 2 === 0;
      if (away) await page.getByRole('combobox', { name: 'Model' }).selectOption('compact');
      else await page.evaluate(() => history.back());
      const ready = page.locator('html[data-engine="ready"]');
      await ready.waitFor({ state: 'attached', timeout: 60_000 });
    };
    for (let i = 0; i < FIRST.switches; i++) await change(i);
    const before = await count();
    const switches = progress('switches', SWITCHES);
    for (let i = 0; i < SWITCHES; i++) {
      await change(FIRST.switches + i);
      switches.step();
    }
    switches.done();
    return { 'before the switches': before, 'after the switches': await count() };
  } finally {
    await context.close();
    await server.close();
  }
}

/** Some at a time, so that there is progress to tell of. */
async function inParts(
  count: number,
  work: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  const part = Math.max(1, Math.round(count / 20));
  for (let from = 0; from < count; from += part) await work(from, Math.min(count, from + part));
}
