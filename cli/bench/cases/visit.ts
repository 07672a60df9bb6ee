import type { Page } from '@playwright/test';
import type { Bench } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

/** 10 Mbit/s and 40 ms, as Chromium throttles. */
const LINE = {
  offline: false,
  latency: 40,
  downloadThroughput: 10e6 / 8,
  uploadThroughput: 2e6 / 8,
};
const VISITS = 7;

interface Visit {
  readonly first: number;
  /** Until the first text result / until everything had come. */
  readonly bytes: number;
  readonly all: number;
  readonly requests: number;
  readonly kinds: Record<string, number>;
}

/** The first and the second visit on a slow line, until the first result by words. */
export async function visit({ fresh, url, samples }: Bench) {
  const visits: { cold: Visit; warm: Visit }[] = [];
  for (let i = 0; i < Math.min(samples, VISITS); i++) {
    const { context, page } = await fresh();
    const cold = await visited(page, url);
    await page.close();
    const again = await context.newPage();
    visits.push({ cold, warm: await visited(again, url) });
    await context.close();
  }
  const row = (name: string, unit: Row['unit'], values: number[]): Row => ({
    name,
    unit,
    ...summaryOf(values),
  });
  const kinds = [...new Set(visits.flatMap(({ cold }) => Object.keys(cold.kinds)))].sort();
  return {
    title: 'First and second visit, 10 Mbit/s, 40 ms',
    how: 'Production build; the link /?q=airport opened with empty caches, then once more. Time from the start of the navigation to the first painted result; bytes as they came over the line (compressed), what the service worker or cache gave not counted.',
    rows: [
      row(
        'first visit: first result',
        's',
        visits.map(({ cold }) => cold.first / 1000),
      ),
      row(
        'first visit: until the first result',
        'MB',
        visits.map(({ cold }) => cold.bytes / 1e6),
      ),
      row(
        'first visit: in all, image encoder and index included',
        'MB',
        visits.map(({ cold }) => cold.all / 1e6),
      ),
      row(
        'first visit: requests until the first result',
        'requests',
        visits.map(({ cold }) => cold.requests),
      ),
      ...kinds.map((kind) =>
        row(
          `first visit: ${kind}`,
          'MB',
          visits.map(({ cold }) => (cold.kinds[kind] ?? 0) / 1e6),
        ),
      ),
      row(
        'second visit: first result',
        's',
        visits.map(({ warm }) => warm.first / 1000),
      ),
      row(
        'second visit: in all',
        'MB',
        visits.map(({ warm }) => warm.all / 1e6),
      ),
    ],
  };
}

async function visited(page: Page, url: string): Promise<Visit> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  let bytes = 0;
  let requests = 0;
  const kinds: Record<string, number> = {};
  const names = new Map<string, string>();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    names.set(requestId, response.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
    const kind = kindOf(names.get(requestId) ?? '');
    kinds[kind] = (kinds[kind] ?? 0) + encodedDataLength;
  });
  const workers = new Set<unknown>();
  // What the engine's worker fetches is another target's.
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.add(sessionId));
  const start = performance.now();
  await page.goto(`${url}/?q=airport&backend=wasm`, { waitUntil: 'commit' });
  await page.locator('[role="list"][aria-label="Results"] [data-item]').first().waitFor();
  const first = performance.now() - start;
  const fetched = await transferred(page);
  await page.locator('html[data-engine="ready"]').waitFor({ state: 'attached', timeout: 120_000 });
  const everything = await transferred(page);
  return { first, bytes: bytes + fetched, all: bytes + everything, requests, kinds };
}

/** What the worker fetched, which the page's own session does not see. */
async function transferred(page: Page): Promise<number> {
  let sum = 0;
  for (const worker of page.workers()) {
    sum += await worker
      .evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).reduce(
          (total, entry) => total + entry.transferSize,
          0,
        ),
      )
      .catch(() => 0);
  }
  return sum;
}

function kindOf(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  if (/\.(js|mjs)$/.test(path)) return 'scripts';
  if (path.endsWith('.css')) return 'styles';
  if (/\.(webp|jpe?g|png|svg)$/.test(path)) return 'pictures';
  if (path.endsWith('.wasm')) return 'wasm';
  if (path.endsWith('.onnx')) return 'encoders';
  return 'pages and manifests';
}
