import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { AppError } from '@/lib/errors/errors';
import { ProgressBar } from '../../shared/progress';
import { siteHandler } from '../../site/server/handler';
import { listen } from '../../site/server/listen';
import { findChromium } from '../../site/setup/browser.mjs';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');
export const OUT = join(ROOT, 'out');

export interface Bench {
  /** Origin of the production build, isolated: wasm has threads. */
  readonly url: string;
  /** The same, not isolated: one thread. */
  readonly single: string;
  readonly browser: Browser;
  readonly samples: number;
  /** A line on stderr that says how far a part of a case is; a case that shows none looks hung. */
  progress(label: string, total: number): ProgressBar;
  /** A page with nothing in its caches. @param serviceWorkers `block`: none is installed beside what is measured */
  fresh(serviceWorkers?: 'allow' | 'block'): Promise<{ context: BrowserContext; page: Page }>;
}

/** Serves the build and opens a browser, for as long as the work takes. */
export async function withBench<T>(
  samples: number,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  if (!existsSync(join(OUT, 'headers.json'))) {
    throw new AppError('file-missing', 'There is no built site.', 'Build it first: npm run build');
  }
  const servers = await Promise.all(
    [true, false].map((isolated) => listen(siteHandler({ root: OUT, isolated }), 0)),
  );
  const browser = await chromium.launch(executable());
  try {
    const [url, single] = servers.map(({ port }) => `http://localhost:${port}`) as [string, string];
    return await work({
      url,
      single,
      browser,
      samples,
      progress: (label, total) => new ProgressBar(`  ${label}`, total),
      async fresh(serviceWorkers = 'allow') {
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          serviceWorkers,
        });
        // tsx marks functions with a helper that the page does not have.
        await context.addInitScript('globalThis.__name = (named) => named');
        return { context, page: await newWindow(context) };
      },
    });
  } finally {
    await browser.close();
    for (const server of servers) await server.close();
  }
}

/** What Chromium does for a window of its own accord (its tabs and bars are pages too) is over after so long, ms. */
const WINDOW_SETTLES = 1000;

/** A blank page as a visitor has it who follows a link: the window was there before. */
export async function newWindow(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.waitForTimeout(WINDOW_SETTLES);
  return page;
}

/** The browser to launch; Playwright's own where nothing is said and nothing found. */
export function executable(): { executablePath?: string } {
  const executablePath = process.env.OVERLOOK_CHROMIUM ?? findChromium('');
  return executablePath ? { executablePath } : {};
}

/** Opens an address and waits for the engine. */
export async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('html[data-engine="ready"]').waitFor({ timeout: 120_000, state: 'attached' });
}

/** The page's own measurement of the next search of a kind, ms. */
export interface SearchTiming {
  readonly total: number;
  readonly decode: number;
  readonly encode: number;
  readonly search: number;
}

/** Waits for the page's next entry of this name on the timeline. Call it before what causes it. */
export async function nextMeasure(page: Page, name: string) {
  const handle = await page.evaluateHandle(
    (wanted) => ({
      entry: new Promise<{ duration: number; detail: Record<string, number> }>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const found = list.getEntriesByName(wanted).at(-1) as PerformanceMeasure | undefined;
          if (!found) return;
          observer.disconnect();
          resolve({ duration: found.duration, detail: found.detail });
        });
        observer.observe({ type: 'measure' });
      }),
    }),
    name,
  );
  return () => handle.evaluate(({ entry }) => entry);
}
