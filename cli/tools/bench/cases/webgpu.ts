import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { type Bench, executable, opened, ROOT } from '../context';
import { askTexts, bringPictures } from '../drive';
import { interleaved, rounded, summaryOf } from '../stats';

const BACKENDS = { webgpu: 'WebGPU', wasm: 'WASM, 2 threads' } as const;
type Backend = keyof typeof BACKENDS;
/** Linux keeps WebGPU behind them. A renderer in software comes with them, and is told apart. */
const FLAGS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

/** Encoding on the graphics card beside WebAssembly: the same page twice, in turns. */
export async function webgpu({ url, samples, progress }: Bench) {
  const browser = await chromium.launch({ ...executable(), args: FLAGS });
  try {
    const context = await browser.newContext();
    // tsx marks functions with a helper that the page does not have.
    await context.addInitScript('globalThis.__name = (named) => named');
    const pages = { webgpu: await context.newPage(), wasm: await context.newPage() };
    await pages.wasm.goto(url);
    const described = {
      title: 'Encoding on WebGPU',
      how: 'Production build, the same page on each backend, in turns; new words, and a new 256 px picture each time. The encoder alone, its queue included.',
    };
    const lack = await lackOf(pages.wasm);
    if (lack) return { ...described, rows: [], left: [lack] };
    const thumb = join(ROOT, 'public/galleries/samples/thumbs/coast.webp');
    const jpeg = await sharp(readFileSync(thumb)).jpeg().toBuffer();
    const asks = {
      text: (page: Page, i: number) => askTexts(page, i, i + 1),
      image: (page: Page, i: number) => bringPictures(page, jpeg, i, i + 1),
    };
    const rows = [];
    const ratios: Record<string, number> = {};
    for (const [kind, ask] of Object.entries(asks)) {
      const path = kind === 'text' ? '/' : '/image';
      for (const [backend, page] of Object.entries(pages)) {
        await opened(page, `${url}${path}?backend=${backend}`);
      }
      const bar = progress(kind, samples);
      let next = 0;
      const timed = (backend: Backend) => async () => {
        const [timing] = await ask(pages[backend], Math.floor(next++ / 2));
        return timing?.encode ?? 0;
      };
      const runs = { webgpu: timed('webgpu'), wasm: timed('wasm') };
      const taken = await interleaved(samples, runs, 5, () => bar.step());
      bar.done();
      const [card, wasm] = [summaryOf(taken.webgpu ?? []), summaryOf(taken.wasm ?? [])];
      rows.push(
        { name: `${kind}, ${BACKENDS.webgpu}`, unit: 'ms' as const, ...card },
        { name: `${kind}, ${BACKENDS.wasm}`, unit: 'ms' as const, ...wasm },
      );
      ratios[`${kind}: WASM over WebGPU`] = rounded(wasm.median / card.median);
    }
    return { ...described, rows, ratios };
  } finally {
    await browser.close();
  }
}

/** @returns why there is nothing to measure, where there is not */
function lackOf(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const { gpu } = navigator as unknown as {
      gpu?: {
        requestAdapter(): Promise<{
          readonly isFallbackAdapter?: boolean;
          readonly info?: { readonly isFallbackAdapter?: boolean; readonly description?: string };
        } | null>;
      };
    };
    const adapter = await gpu?.requestAdapter().catch(() => null);
    if (!adapter) return 'WebGPU: this machine and browser have no adapter.';
    const software = adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter;
    return software ? 'WebGPU: the only adapter here is a renderer in software.' : null;
  });
}
