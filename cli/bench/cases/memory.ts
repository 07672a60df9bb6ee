import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Bench, nextMeasure, opened, ROOT } from '../context';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

const TEXTS = 1000;
const PICTURES = 200;
const WORDS = [
  'river',
  'forest',
  'houses',
  'road',
  'field',
  'port',
  'beach',
  'tanks',
  'bridge',
  'trees',
];

/** Memory of the page and its worker after many queries. */
export async function memory({ fresh, url }: Bench) {
  const { context, page } = await fresh();
  await opened(page, `${url}/?backend=wasm`);
  const session = await context.newCDPSession(page);
  const used = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
    return page.evaluate(async () => {
      const measure = performance as unknown as {
        measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
      };
      return (await measure.measureUserAgentSpecificMemory()).bytes / 1e6;
    });
  };
  const ask = async (words: string) => {
    const next = await nextMeasure(page, 'overlook:search');
    await page.locator('input[type="search"]').fill(words);
    await next();
  };
  const text = (i: number) =>
    `${WORDS[i % 10]} ${WORDS[Math.floor(i / 10) % 10]} ${WORDS[Math.floor(i / 100) % 10]} ${i}`;
  // What is kept on purpose (remembered queries, React's own) is there after the first hundred.
  for (let i = 0; i < 100; i++) await ask(text(i));
  const before = await used();
  for (let i = 100; i < 100 + TEXTS; i++) await ask(text(i));
  const afterTexts = await used();

  await page.getByRole('link', { name: 'Image', exact: true }).click();
  const source = readFileSync(join(ROOT, 'public/galleries/samples/thumbs/coast.webp'));
  const bring = async (i: number) => {
    const buffer = await sharp(source)
      .modulate({ brightness: 0.7 + i / 500 })
      .jpeg()
      .toBuffer();
    const next = await nextMeasure(page, 'overlook:search');
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer });
    await next();
  };
  for (let i = 0; i < 20; i++) await bring(i);
  const beforePictures = await used();
  for (let i = 20; i < 20 + PICTURES; i++) await bring(i);
  const afterPictures = await used();
  await context.close();
  const row = (name: string, value: number): Row => ({ name, unit: 'MB', ...summaryOf([value]) });
  return {
    title: 'Memory after many queries',
    how: 'Page and worker together, as Chromium counts them (measureUserAgentSpecificMemory), after a garbage collection; 100 texts and 20 pictures come before the first count.',
    rows: [
      row('before', before),
      row(`after ${TEXTS} texts`, afterTexts),
      row('before the pictures', beforePictures),
      row(`after ${PICTURES} pictures`, afterPictures),
    ],
    ratios: {
      'growth over the texts': rounded(afterTexts / before - 1),
      'growth over the pictures': rounded(afterPictures / beforePictures - 1),
    },
    left: [
      'Model switches: there is one shipped model; a switch ends the worker, and its memory with it.',
    ],
  };
}
