import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import { type Bench, opened, ROOT } from '../context';
import { strainOf, strainRows, watch } from '../strain';
import type { Row } from '../types';

/** Eight keys a second, ms. */
const BEAT = 125;
const LOADS = 3;
const PICTURE = join(ROOT, '.cache/bench/8k.jpg');

/** What the main thread goes through while models load, while somebody types, and while a large picture is brought. */
export async function thread({ browser, fresh, url }: Bench) {
  const rows: Row[] = [];
  await writePicture();

  const loads = [];
  for (let i = 1; i <= LOADS; i++) {
    told(`models load, ${i} of ${LOADS} …`);
    const { context, page } = await fresh();
    await watch(page);
    const end = await strainOf(browser, page);
    await page.goto(`${url}/?backend=wasm`);
    const engine = page.locator('html[data-engine="ready"]');
    await until(page, async () => (await engine.count()) > 0);
    await page.waitForTimeout(500);
    loads.push(await end());
    await context.close();
  }
  rows.push(...strainRows('while models load', loads));

  const { context, page } = await fresh();
  await watch(page);
  const during = async (name: string, address: string, work: () => Promise<void>) => {
    await opened(page, `${url}${address}backend=wasm`);
    // What comes after the engine is ready (image encoder, index) belongs to loading.
    await page.waitForTimeout(2000);
    told(`${name} …`);
    const end = await strainOf(browser, page);
    await work();
    rows.push(...strainRows(name, [await end()]));
  };

  await during('typing at 8 keys a second', '/?', async () => {
    await page.locator('input[type="search"]').focus();
    await press(page, ...'storage tanks beside a river near the airport');
    await page.waitForTimeout(300);
  });
  await during('an 8,192 px picture is looked at', '/find?q=storage+tanks&', async () => {
    await bring(page);
    await until(page, () => page.locator('[data-feature]').first().isVisible());
    await page.getByRole('textbox', { name: 'Features to find' }).press('End');
    await press(page, ...', trees, houses');
    await page.locator('section[aria-label^="Picture:"]').focus();
    await press(page, ...'+++++', 'ArrowLeft', 'ArrowUp', ...'---', '0');
    await page.waitForTimeout(2000);
  });
  await during('an 8,192 px picture is searched with', '/image?', async () => {
    await bring(page);
    await until(page, () => page.locator('[data-similarity]').first().isVisible());
    await press(page, ...Array<string>(8).fill('Tab'));
    await page.waitForTimeout(1000);
  });
  await context.close();
  return {
    title: 'The main thread',
    how: `Production build, 2 WASM threads. Tasks by Chromium's trace, frames and interactions by the page's own observers; by the clock, so that waiting for a core counts. Keys at 8 a second all the time (those answered within 16 ms are only counted); ${LOADS} loads, else one pass; windows have been open for a second. The picture is a JPEG of noise, the worst to decode.`,
    rows,
  };
}

function told(what: string): void {
  process.stderr.write(`  ${what}\n`);
}

async function writePicture(): Promise<void> {
  if (existsSync(PICTURE)) return;
  told('an 8,192 px picture is made …');
  await mkdir(dirname(PICTURE), { recursive: true });
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  await sharp({ create: { width: 8192, height: 8192, channels: 3, background: '#6a7', noise } })
    .jpeg({ quality: 70 })
    .toFile(`${PICTURE}.part`);
  await rename(`${PICTURE}.part`, PICTURE);
}

/** By its path: handing over the bytes would be the page's work, and no visitor's. */
async function bring(page: Page): Promise<void> {
  await page
    .locator(`input[type="file"][accept="${ACCEPTED_PICTURES}"]`)
    .first()
    .setInputFiles(PICTURE);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(BEAT);
  }
}

/** Moves the focus from control to control until a condition holds, as a waiting visitor might. */
async function until(page: Page, so: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await so())) {
    if (performance.now() > end) throw new Error('It did not come within a minute.');
    await press(page, 'Tab');
  }
}
