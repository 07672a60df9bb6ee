import type { Page } from '@playwright/test';
import type { Answer as RasterAnswer } from '@/lib/image/decoder/messages';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import type { Decoded, DecodeJob } from '@/lib/own-gallery/reading/messages';
import { pause } from '@/lib/time/pause';
import { type Answer, type FuzzedDecoder, PATIENCE, refusal } from './decoder';
import type { Seed } from './seeds';

/** The workers that decode in a page: of own galleries (all formats), and of a TIFF that is opened. */
const KINDS = ['pictures', 'raster'] as const;
type Kind = (typeof KINDS)[number];

/** The page's own start, and a worker's, on a busy machine; ms. */
const STARTING = 120_000;

/** How the page started a worker of its own: enough to start another. */
interface Started {
  readonly url: string;
  readonly options: WorkerOptions;
  /** The first message to it. */
  readonly message: object;
}

/** In the page. */
interface Harness {
  started: Partial<Record<Kind, Started>>;
  running: Partial<Record<Kind, Worker>>;
}

/** What a worker of the page said of a file. */
type Said = { read: true } | { report: { code: string; message: string } } | { fault: string };

/**
 * As a visitor's page decodes: in Chromium, by the very workers of the built site. A page that crashes is opened again.
 *
 * @param open gives a new page, of which nothing is opened yet
 * @param address of the built site
 * @param sound files that are whole, by which the page is made to start its workers: a picture and a TIFF
 */
export class PageDecoder implements FuzzedDecoder {
  private page: Page | undefined;

  constructor(
    private readonly open: () => Promise<Page>,
    private readonly address: string,
    private readonly sound: { readonly picture: Seed; readonly raster: Seed },
  ) {}

  /** A TIFF or JPEG 2000 by both workers. */
  async decode(name: string, bytes: Uint8Array): Promise<Answer> {
    const first = await this.ask('pictures', name, bytes);
    if ('fault' in first || !/\.(tif|jp2|j2k)$/.test(name)) return first;
    const second = await this.ask('raster', name, bytes);
    // What cannot be opened as a whole may still be opened, and the other way round is a fault of neither.
    return 'fault' in second ? second : first;
  }

  async end(): Promise<void> {
    await this.page?.close().catch(() => {});
  }

  private async ask(kind: Kind, name: string, bytes: Uint8Array): Promise<Answer> {
    try {
      this.page ??= await this.prepare();
      const content = Buffer.from(bytes).toString('base64');
      const said = await this.page.evaluate(decodeInPage, {
        kind,
        name,
        content,
        patience: PATIENCE,
      });
      return 'report' in said ? refusal(said.report) : said;
    } catch (error) {
      await this.end();
      this.page = undefined;
      return { fault: `the page failed: ${String(error)}` };
    }
  }

  private async prepare(): Promise<Page> {
    const page = await this.open();
    // tsx marks functions with a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(noteWorkers);
    await page.goto(this.address);
    await page
      .locator('html[data-engine="ready"]')
      .waitFor({ state: 'attached', timeout: STARTING });
    const { raster, picture } = this.sound;
    await page
      .locator(`input[type="file"][accept="${ACCEPTED_PICTURES}"]`)
      .first()
      .setInputFiles(fileOf(raster));
    await started(page, 'raster');
    await page
      .getByLabel('Pictures', { exact: true })
      .setInputFiles([fileOf(picture), fileOf(raster)]);
    await started(page, 'pictures');
    return page;
  }
}

function fileOf({ name, bytes }: Seed) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
}

/** Waits until the page has started a worker of this kind. (The site's policy forbids what waitForFunction does.) */
async function started(page: Page, kind: Kind): Promise<void> {
  const there = () =>
    page.evaluate(
      (wanted) => (globalThis as unknown as { fuzz: Harness }).fuzz.started[wanted] !== undefined,
      kind,
    );
  for (const until = Date.now() + STARTING; !(await there()); await pause(100)) {
    if (Date.now() > until) throw new Error(`it started no worker for ${kind}`);
  }
}

/** In the page, before its scripts: notes how it starts the workers that decode. */
function noteWorkers(): void {
  const harness: Harness = { started: {}, running: {} };
  Object.assign(globalThis, { fuzz: harness });
  const made = new WeakMap<Worker, readonly [url: string | URL, options: WorkerOptions]>();
  globalThis.Worker = new Proxy(Worker, {
    construct(target, [url, options = {}]: [string | URL, WorkerOptions?]) {
      const worker = new target(url, options);
      made.set(worker, [url, options]);
      return worker;
    },
  });
  Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
    apply(post, worker: Worker, args: [object]) {
      const [url, options] = made.get(worker) ?? ['', {}];
      const [message] = args;
      if (options.name === 'overlook-decoder') {
        const kind = 'spec' in message ? 'pictures' : 'raster';
        harness.started[kind] ??= { url: String(url), options, message };
      }
      return Reflect.apply(post, worker, args);
    },
  });
}

interface Task {
  readonly kind: Kind;
  readonly name: string;
  /** base64 */
  readonly content: string;
  /** ms */
  readonly patience: number;
}

/** In the page: asks a worker, which is replaced where it fails or does not end. */
async function decodeInPage({ kind, name, content, patience }: Task): Promise<Said> {
  const { started, running } = (globalThis as unknown as { fuzz: Harness }).fuzz;
  const how = started[kind] as Started;
  running[kind] ??= new Worker(how.url, { ...how.options, name: 'fuzzed' });
  const worker = running[kind] as Worker;
  const file = new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name);

  const answerTo = <T>(message: object): Promise<T | { fault: string }> =>
    new Promise((resolve) => {
      const end = (answer: T | { fault: string }) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const fail = (fault: string) => {
        worker.terminate();
        delete running[kind];
        end({ fault });
      };
      const timer = setTimeout(() => fail(`no end after ${patience / 1000} s`), patience);
      worker.onmessage = ({ data }) => {
        if (!('progress' in data)) end(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(`the worker died: ${event.message}`);
      };
      worker.postMessage(message);
    });

  if (kind === 'pictures') {
    const { spec } = how.message as DecodeJob;
    const decoded = await answerTo<Decoded>({ spec, file, name });
    if ('fault' in decoded) return decoded;
    if (decoded.kind === 'unread') return { report: decoded.report };
    if (decoded.kind === 'empty') return { read: true };
    const { width, height, thumb, pixels } = decoded;
    const whole = width > 0 && height > 0 && thumb.size > 0 && pixels.pixels.every(Number.isFinite);
    return whole
      ? { read: true }
      : { fault: `${width}x${height}, ${thumb.size} bytes of thumbnail` };
  }
  const opened = await answerTo<RasterAnswer>({ kind: 'open', file, name });
  if ('fault' in opened) return opened;
  if ('error' in opened) return { report: opened.error };
  const drawn = await answerTo<RasterAnswer>({ kind: 'picture' });
  if ('fault' in drawn) return drawn;
  if ('error' in drawn) return { report: drawn.error };
  const info = 'value' in opened ? (opened.value as { width: number; height: number }) : null;
  const bitmap = 'value' in drawn ? await createImageBitmap(drawn.value as Blob) : null;
  const whole = info?.width === bitmap?.width && info?.height === bitmap?.height;
  bitmap?.close();
  return whole ? { read: true } : { fault: `not ${info?.width}x${info?.height}` };
}
