import { chromium } from '@playwright/test';
import { siteHandler } from '../../site/server/handler';
import { listen } from '../../site/server/listen';
import { executable, OUT } from '../bench/context';
import type { FuzzedDecoder } from './decoder';
import { PageDecoder } from './page-decoder';
import type { Seed } from './seeds';

/** Serves the built site and opens a browser, for as long as `work` takes. */
export async function inChromium<T>(
  seeds: readonly Seed[],
  work: (decoder: FuzzedDecoder) => Promise<T>,
): Promise<T> {
  const site = await listen(siteHandler({ root: OUT, isolated: true }), 0);
  const browser = await chromium.launch(executable());
  try {
    return await work(
      new PageDecoder(() => browser.newPage(), `http://localhost:${site.port}`, soundOf(seeds)),
    );
  } finally {
    await browser.close();
    await site.close();
  }
}

/** A picture and a TIFF among the seeds. */
export function soundOf(seeds: readonly Seed[]): { picture: Seed; raster: Seed } {
  const named = (wanted: string) => seeds.find(({ name }) => name === wanted) as Seed;
  return { picture: named('rgb.png'), raster: named('plain.tif') };
}
