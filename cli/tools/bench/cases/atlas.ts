import type { Page } from '@playwright/test';
import type { Bench } from '../context';
import { LARGE, serveLarge } from '../large-gallery';
import { type MainTask, tracedTasks } from '../main-thread';
import { quantile, rounded, summaryOf } from '../stats';
import type { Row } from '../types';

const ITEMS = 10_000;
/** Steps of a movement, and how long it takes, ms. */
const STEPS = 180;
const BEAT = 16;
/** How long thumbnails and the list may take to come after a movement, ms. */
const REST = 1500;

/** The atlas of a large gallery: until it is drawn, and how it moves without a graphics card. */
export async function atlas({ browser, fresh, progress }: Bench) {
  const rows: Row[] = [];
  const server = await serveLarge(ITEMS);
  const bar = progress('the atlas', 7);
  const { context, page } = await fresh();
  try {
    const address = `http://localhost:${server.port}/atlas?gallery=${LARGE}&backend=wasm`;
    for (const visit of ['first visit', 'second visit']) {
      const end = await tracedTasks(browser, page);
      const start = performance.now();
      await page.goto(address);
      await page.getByRole('application').waitFor({ timeout: 60_000 });
      rows.push(one(`${visit}: until the map is drawn`, 's', (performance.now() - start) / 1000));
      await page.waitForTimeout(REST);
      rows.push(...longest(visit, await end()));
      bar.step();
    }
    const during = async (name: string, work: () => Promise<void>) => {
      const end = await tracedTasks(browser, page);
      const frames = await framesOf(page);
      await work();
      const durations = await frames();
      const seconds = durations.reduce((sum, ms) => sum + ms, 0) / 1000;
      durations.sort((a, b) => a - b);
      rows.push(
        one(`${name}: frames`, 'frames/s', durations.length / seconds),
        one(`${name}: frame, 95th percentile`, 'ms', quantile(durations, 0.95)),
      );
      await page.waitForTimeout(REST);
      rows.push(...longest(name, await end()));
      bar.step();
    };
    await during('zooming in', () => wheel(page, -8));
    await during('moving among thumbnails', () => drag(page));
    await during('zooming out', () => wheel(page, 8));
    await page.getByRole('searchbox').fill('storage tanks');
    await page
      .getByText(/look like “storage tanks”/)
      .first()
      .waitFor();
    await during('zooming in, with a query', () => wheel(page, -8));
    await during('zooming out, with a query', () => wheel(page, 8));
  } finally {
    bar.done();
    await context.close();
    await server.close();
  }
  return {
    title: `The atlas, ${ITEMS.toLocaleString('en')} items`,
    how: `Production build, software rendering, 2 WASM threads, window of 1,440 x 900. Synthetic: the 2,100 embeddings of the gallery "aerial", each taken in turn with noise added in every number (mean cosine with the photograph about .9), and the photographs' thumbnails. At the first visit the positions are computed, at the second they are read from the browser's storage. Each movement is ${STEPS} steps of the wheel or the pointer, one in ${BEAT} ms; frames are counted in the page meanwhile; tasks are those of the main thread by Chromium's trace, with ${REST} ms after the movement.`,
    rows,
  };
}

/** Counts frames of the page from now on. @returns a function that ends that and returns their durations, ms */
async function framesOf(page: Page): Promise<() => Promise<number[]>> {
  const handle = await page.evaluateHandle(() => {
    const counted = { durations: [] as number[], on: true };
    let before = performance.now();
    const next = (now: number) => {
      counted.durations.push(now - before);
      before = now;
      if (counted.on) requestAnimationFrame(next);
    };
    requestAnimationFrame((now) => {
      before = now;
      requestAnimationFrame(next);
    });
    return counted;
  });
  return () =>
    handle.evaluate((counted) => {
      counted.on = false;
      return counted.durations;
    });
}

/** Turns the wheel over the middle of the map. @param step px of the wheel */
async function wheel(page: Page, step: number): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await paced(() => page.mouse.wheel(0, step));
}

/** Drags the map in circles. */
async function drag(page: Page): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x + 100, y);
  await page.mouse.down();
  await paced((i) => {
    const angle = (i / STEPS) * 4 * Math.PI;
    return page.mouse.move(x + 100 * Math.cos(angle), y + 100 * Math.sin(angle));
  });
  await page.mouse.up();
}

/** {@link STEPS} steps, each begun at least {@link BEAT} after the one before. */
async function paced(step: (i: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < STEPS; i++) {
    const end = performance.now() + BEAT;
    await step(i);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, end - performance.now())));
  }
}

async function middleOf(page: Page) {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('The map has no place.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function longest(name: string, tasks: readonly MainTask[]): Row[] {
  const most = (values: readonly number[]) => Math.max(0, ...values);
  return [
    one(`${name}: longest task`, 'ms', most(tasks.map(({ wall }) => wall))),
    one(`${name}: most that a task took of a core`, 'ms', most(tasks.map(({ cpu }) => cpu))),
  ];
}

function one(name: string, unit: Row['unit'], value: number): Row {
  return { name, unit, ...summaryOf([rounded(value)]) };
}
