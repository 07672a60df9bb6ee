import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { FIND_METHODS } from '@/lib/find/types';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import { type Bench, nextMeasure, opened, ROOT } from '../context';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

const SAMPLE = join(ROOT, 'public/galleries/samples/images/works.webp');
/** Large pictures take seconds each. */
const MOST = { 512: 6, 2048: 3 } as const;

/** Where in a picture, by each method. */
export async function find({ fresh, url, samples }: Bench) {
  const rows: Row[] = [];
  const source = await readFile(SAMPLE);
  for (const side of [512, 2048] as const) {
    const { context, page } = await fresh();
    const taken: Record<string, number[]> = {};
    const count = Math.min(samples, MOST[side]);
    for (const method of FIND_METHODS) {
      await opened(page, `${url}/find?q=storage+tanks&backend=wasm&method=${method}`);
      for (let i = -1; i < count; i++) {
        // A picture that was looked into is not looked into again: each is a little brighter than the last.
        const brightness = 1 + (i + 1) / 50;
        const buffer = await sharp(source)
          .resize(side, side)
          .modulate({ brightness })
          .png()
          .toBuffer();
        const next = await nextMeasure(page, 'overlook:survey');
        await page
          .locator(`input[type="file"][accept="${ACCEPTED_PICTURES}"]`)
          .first()
          .setInputFiles({ name: 'works.png', mimeType: 'image/png', buffer });
        const { detail } = await next();
        if (i < 0) continue;
        taken[method] ??= [];
        taken[method].push(detail.milliseconds ?? 0);
      }
    }
    for (const method of FIND_METHODS) {
      rows.push({ name: `${side} px, ${method}`, unit: 'ms', ...summaryOf(taken[method] ?? []) });
    }
    await context.close();
  }
  const median = (name: string) => rows.find((row) => row.name === name)?.median ?? 1;
  return {
    title: 'Find in a picture',
    how: 'Production build, 2 WASM threads, sample scene “works” at several brightnesses, each method by its own default scale or grid. Reading, resizing and encoding of the whole picture; other words afterwards take no encoding.',
    rows,
    ratios: {
      '2048 px: tiles over dense': rounded(median('2048 px, tiles') / median('2048 px, dense')),
      '2048 px: windows over dense': rounded(median('2048 px, windows') / median('2048 px, dense')),
    },
  };
}
