import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { type Bench, opened, ROOT } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

interface Strain {
  /** Durations of long tasks (from 50 ms), ms. */
  readonly tasks: number[];
  /** Durations of interactions as the browser times them, ms. */
  readonly interactions: number[];
}

/** What the main thread goes through while models load, while somebody types, while a large picture is looked at. */
export async function thread({ fresh, url }: Bench) {
  const rows: Row[] = [];
  const add = (name: string, { tasks, interactions }: Strain) => {
    rows.push({
      name: `${name}: long tasks over 100 ms`,
      unit: 'requests',
      ...summaryOf([tasks.filter((t) => t > 100).length]),
    });
    rows.push({ name: `${name}: longest task`, unit: 'ms', ...summaryOf([Math.max(0, ...tasks)]) });
    if (interactions.length > 0) {
      rows.push({
        name: `${name}: interaction to next paint`,
        unit: 'ms',
        ...summaryOf(interactions),
      });
    }
  };
  const { context, page } = await fresh();
  await watch(page);
  await opened(page, `${url}/?backend=wasm`);
  await page.waitForTimeout(500);
  add('while models load', await strainOf(page));

  await page.locator('input[type="search"]').focus();
  for (const letter of 'storage tanks beside a river near the airport') {
    await page.keyboard.type(letter);
    await page.waitForTimeout(125);
  }
  await page.waitForTimeout(300);
  add('typing at 8 keys a second', await strainOf(page));

  // By its path: handing over the bytes would be the page's work, and no visitor's.
  const picture = join(ROOT, '.cache/bench/8k.jpg');
  await mkdir(dirname(picture), { recursive: true });
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  await sharp({ create: { width: 8192, height: 8192, channels: 3, background: '#6a7', noise } })
    .jpeg({ quality: 70 })
    .toFile(picture);
  await opened(page, `${url}/find?q=storage+tanks&backend=wasm`);
  await strainOf(page);
  await page.locator('input[type="file"]').first().setInputFiles(picture);
  await page.locator('[data-feature]').first().waitFor({ timeout: 120_000 });
  for (const letter of ', trees, houses') {
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: 'Features to find' }).press('End');
    await page.keyboard.type(letter);
    await page.waitForTimeout(125);
  }
  await page.waitForTimeout(8000);
  add('an 8,192 px picture is looked at', await strainOf(page));
  await context.close();
  return {
    title: 'The main thread',
    how: 'Production build, 2 WASM threads. Long tasks and event timing as Chromium reports them; one pass.',
    rows,
  };
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const strain = { tasks: [] as number[], interactions: [] as number[] };
    Object.assign(globalThis, { strain });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) strain.tasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId) strain.interactions.push(entry.duration);
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** What came since it was asked last. */
function strainOf(page: Page): Promise<Strain> {
  return page.evaluate(() => {
    const { strain } = globalThis as unknown as {
      strain: { tasks: number[]; interactions: number[] };
    };
    const taken = { tasks: [...strain.tasks], interactions: [...strain.interactions] };
    strain.tasks.length = 0;
    strain.interactions.length = 0;
    return taken;
  });
}
