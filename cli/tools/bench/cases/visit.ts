import type { Page } from '@playwright/test';
import { type Bench, newWindow } from '../context';
import { summaryOf } from '../stats';
import type { Row } from '../types';

/** 10 Mbit/s and 40 ms, as Chromium throttles. */
const LINE = {
  offline: false,
  latency: 40,
  downloadThroughput: 10e6 / 8,
  uploadThroughput: 2e6 / 8,
};
/** A first and a second visit take some seven seconds: more would not fit into two minutes. */
const VISITS = 14;

interface Visit {
  /** From the start of the navigation, ms. */
  readonly first: number;
  /** Until the first result. */
  readonly bytes: number;
  readonly requests: number;
  readonly kinds: Readonly<Record<string, number>>;
}

/** The first and the second visit on a slow line, until the first result by words. */
export async function visit({ fresh, url, samples }: Bench) {
  const visits: { cold: Visit; warm: Visit }[] = [];
  for (let i = 0; i < Math.min(samples, VISITS); i++) {
    const { context, page } = await fresh();
    const cold = await visited(page, url);
    await page.waitForTimeout(300); // What was loaded is being kept.
    await page.close();
    visits.push({ cold, warm: await visited(await newWindow(context), url) });
    await context.close();
  }
  const { context, page } = await fresh();
  await visited(page, url);
  await page.locator('html[data-engine="ready"]').waitFor({ state: 'attached', timeout: 120_000 });
  await page.waitForTimeout(500);
  const all = (await loadsIn(page)).reduce((sum, { size }) => sum + size, 0);
  await context.close();

  const row = (name: string, unit: Row['unit'], values: number[]): Row => ({
    name,
    unit,
    ...summaryOf(values),
  });
  const [cold, warm] = [visits.map((pair) => pair.cold), visits.map((pair) => pair.warm)];
  const kinds = [...new Set(cold.flatMap((each) => Object.keys(each.kinds)))].sort();
  return {
    title: 'First and second visit, 10 Mbit/s, 40 ms',
    how: 'Production build; the link /?q=airport opened with empty caches, then once more, each in a window that has been open for a second (until then Chromium is busy with the window itself). Time from the start of the navigation to the end of the frame that shows the first result; bytes as they came over the line (compressed), by the resource timing of the page and its workers.',
    rows: [
      row(
        'first visit: first result',
        's',
        cold.map(({ first }) => first / 1000),
      ),
      row(
        'first visit: until the first result',
        'MB',
        cold.map(({ bytes }) => bytes / 1e6),
      ),
      ...kinds.map((kind) =>
        row(
          `first visit: ${kind} until then`,
          'MB',
          cold.map((each) => (each.kinds[kind] ?? 0) / 1e6),
        ),
      ),
      row(
        'first visit: requests until the first result',
        'requests',
        cold.map(({ requests }) => requests),
      ),
      row('first visit: in all, image encoder and index included', 'MB', [all / 1e6]),
      row(
        'second visit: first result',
        's',
        warm.map(({ first }) => first / 1000),
      ),
      row(
        'second visit: until the first result',
        'MB',
        warm.map(({ bytes }) => bytes / 1e6),
      ),
    ],
  };
}

async function visited(page: Page, url: string): Promise<Visit> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await page.addInitScript(watchFirstResult);
  const start = Date.now();
  await page.goto(`${url}/?q=airport&backend=wasm`, { waitUntil: 'commit' });
  const html = page.locator('html[data-first-result]');
  await html.waitFor({ state: 'attached', timeout: 120_000 });
  const first = Number(await html.getAttribute('data-first-result'));
  const kinds: Record<string, number> = {};
  let requests = 0;
  for (const { name, from, until, size } of await loadsIn(page)) {
    if (from >= first) continue;
    requests++;
    // Of what was under way, the part that its share of the time makes likely.
    const part = size * Math.min(1, (first - from) / Math.max(1, until - from));
    kinds[kindOf(name)] = (kinds[kindOf(name)] ?? 0) + part;
  }
  const bytes = Object.values(kinds).reduce((sum, part) => sum + part, 0);
  return { first: first - start, bytes, requests, kinds };
}

async function loadsIn(page: Page): Promise<Load[]> {
  // The runtime's threads load nothing of their own and never answer: they sleep until there is work.
  const awake = page.workers().filter((worker) => !worker.url().includes('/media/ort'));
  const workers = await Promise.all(awake.map((worker) => worker.evaluate(loadsOf)));
  return [...(await page.evaluate(loadsOf)), ...workers.flat()];
}

/** Runs in the page: notes when the first frame with a result has been drawn, ms since 1970. */
function watchFirstResult(): void {
  const look = () => {
    if (!document.querySelector('[role="list"][aria-label="Results"] [data-item]')) {
      requestAnimationFrame(look);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      document.documentElement.dataset.firstResult = String(Date.now());
    };
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

interface Load {
  readonly name: string;
  /** Ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** As it came over the line, headers included; 0 where it came from a cache, bytes. */
  readonly size: number;
}

/** Runs in the page and in its workers: what each of them loaded. */
function loadsOf(): Load[] {
  const kinds = ['navigation', 'resource'];
  const entries = kinds.flatMap((kind) => performance.getEntriesByType(kind));
  return (entries as PerformanceResourceTiming[]).map((entry) => ({
    name: entry.name,
    from: performance.timeOrigin + entry.startTime,
    until: performance.timeOrigin + entry.responseEnd,
    size: entry.transferSize,
  }));
}

function kindOf(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  if (/\.(js|mjs)$/.test(path)) return 'scripts';
  if (path.endsWith('.css')) return 'styles';
  if (/\.(webp|jpe?g|png|svg)$/.test(path)) return 'pictures';
  if (path.endsWith('.wasm')) return 'wasm';
  if (/\/models\/.*\.onnx$/.test(path)) return 'encoders';
  if (/\/(models|galleries)\//.test(path)) return 'manifests, tokenizer and embeddings';
  return 'pages';
}
