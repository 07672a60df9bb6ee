import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import { type Bench, nextMeasure, opened, ROOT } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

const SAMPLE = join(ROOT, 'public/galleries/samples/images/coast.webp');

/** A picture of one's own, from its bytes to its neighbours. */
export async function image({ fresh, url, samples }: Bench) {
  const rows: Row[] = [];
  const source = await readFile(SAMPLE);
  for (const side of [640, 4000]) {
    const { context, page } = await fresh();
    await opened(page, `${url}/image?backend=wasm`);
    const taken: Record<string, number[]> = { total: [], decode: [], encode: [], search: [] };
    for (let i = -2; i < samples; i++) {
      // Another picture each time: what has been seen is remembered.
      const buffer = await sharp(source)
        .resize(side, side)
        .modulate({ brightness: 1 + i / 500 })
        .jpeg({ quality: 88 })
        .toBuffer();
      const next = await nextMeasure(page, 'overlook:search');
      await page
        .locator(`input[type="file"][accept="${ACCEPTED_PICTURES}"]`)
        .first()
        .setInputFiles({ name: `${side}-${i}.jpg`, mimeType: 'image/jpeg', buffer });
      const { duration, detail } = await next();
      if (i < 0) continue;
      taken.total?.push(duration);
      for (const part of ['decode', 'encode', 'search']) taken[part]?.push(detail[part] ?? 0);
    }
    const names = {
      total: 'from bytes to neighbours',
      decode: 'decode and resize',
      encode: 'encode',
      search: 'search',
    };
    for (const [part, name] of Object.entries(names)) {
      rows.push({ name: `${side} px JPEG: ${name}`, unit: 'ms', ...summaryOf(taken[part] ?? []) });
    }
    await context.close();
  }
  return {
    title: 'A query by picture',
    how: 'Production build, 2 WASM threads; another JPEG each time. Total: in the page, from the call to the answer, messages included.',
    rows,
  };
}
