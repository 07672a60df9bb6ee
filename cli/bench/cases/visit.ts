import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { siteHandler } from '../../server/handler';
import { listen } from '../../server/listen';
import { type Bench, ROOT } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

/** 10 Mbit/s and 40 ms, as Chromium throttles. */
const LINE = {
  offline: false,
  latency: 40,
  downloadThroughput: 10e6 / 8,
  uploadThroughput: 2e6 / 8,
};
const VISITS = 5;

interface Visit {
  readonly first: number;
  /** Until the first text result / until everything had come. */
  readonly bytes: number;
  readonly all: number;
  readonly requests: number;
  readonly kinds: Record<string, number>;
}

/** The first and the second visit on a slow line, until the first result by words. */
export async function visit({ fresh, samples }: Bench) {
  const site = await counting();
  const visits: { cold: Visit; warm: Visit }[] = [];
  for (let i = 0; i < Math.min(samples, VISITS); i++) {
    const { context, page } = await fresh();
    const cold = await visited(page, site);
    await page.close();
    const again = await context.newPage();
    visits.push({ cold, warm: await visited(again, site) });
    await context.close();
  }
  await site.close();
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

async function visited(page: Page, { url, line }: Counted): Promise<Visit> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  line.clear();
  const start = performance.now();
  await page.goto(`${url}/?q=airport&backend=wasm`, { waitUntil: 'commit' });
  await page
    .locator('[role="list"][aria-label="Results"] [data-item]')
    .first()
    .waitFor({ timeout: 120_000 });
  const first = performance.now() - start;
  const until = [...line.sent];
  await page.locator('html[data-engine="ready"]').waitFor({ state: 'attached', timeout: 120_000 });
  await page.waitForTimeout(500);
  const kinds: Record<string, number> = {};
  for (const { path, bytes } of until) kinds[kindOf(path)] = (kinds[kindOf(path)] ?? 0) + bytes;
  return { first, bytes: sumOf(until), all: sumOf(line.sent), requests: until.length, kinds };
}

interface Sent {
  readonly path: string;
  readonly bytes: number;
}

interface Counted {
  readonly url: string;
  readonly line: { readonly sent: Sent[]; clear(): void };
}

/** The production server, with a count of what it sends: pages' and workers' requests alike. */
async function counting(): Promise<Counted & { close(): Promise<void> }> {
  const serve = siteHandler({ root: join(ROOT, 'out'), isolated: true });
  const sent: Sent[] = [];
  const server = await listen((request, response) => {
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    response.on('finish', () => {
      // Connections carry one response at a time.
      sent.push({ path: request.url ?? '', bytes: (socket?.bytesWritten ?? 0) - before });
    });
    return serve(request, response);
  }, 0);
  const line = { sent, clear: () => sent.splice(0) };
  return { url: `http://localhost:${server.port}`, line, close: server.close };
}

function sumOf(sent: readonly Sent[]): number {
  return sent.reduce((sum, { bytes }) => sum + bytes, 0);
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
