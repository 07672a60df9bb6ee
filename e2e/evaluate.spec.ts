import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CommonReport } from '@/lib/evaluation/types';
import { accessible } from './support/axe';
import { buildGallery, filesOf, readGallery, shippedGallery } from './support/galleries';
import { Overlook } from './support/overlook';
import { CACHE, OUT, ROOT } from './support/paths';
import { LOADING, minutes } from './support/patience';
import { changed, missing } from './support/site';
import { expect, test } from './support/test';

const ID = 'e2e-evaluate';
/** Images of the small gallery: the first of each category, and the second. */
const IMAGES = 60;

let folder: string;

/** Some of the shipped images with their captions, built anew: an evaluation of them takes seconds. */
test.beforeAll(() => {
  test.setTimeout(minutes(3));
  const source = join(CACHE, 'evaluate-pairs');
  mkdirSync(join(source, 'images'), { recursive: true });
  const shipped = shippedGallery('overlook');
  const files = filesOf(shipped, join(OUT, 'galleries', shipped.id)).slice(0, IMAGES);
  const rows = files.map(({ path, item }) => {
    copyFileSync(path, join(source, 'images', item.file));
    return JSON.stringify({ filename: item.file, captions: item.captions });
  });
  const captions = join(source, 'captions.jsonl');
  writeFileSync(captions, `${rows.join('\n')}\n`);
  folder = buildGallery(ID, join(source, 'images'), ['--captions', captions]);
});

test.beforeEach(({ site, ownSite }) => {
  for (const { overlays } of [site, ownSite]) overlays.set(`/galleries/${ID}/`, folder);
});

const start = (page: Page) => page.getByRole('button', { name: /^Evaluate/ });
const cells = (page: Page, table: RegExp, row: RegExp | string) =>
  page.getByRole('table', { name: table }).getByRole('row', { name: row }).getByRole('cell');

async function evaluate(page: Page, patience = LOADING): Promise<void> {
  await start(page).click();
  await expect(page.getByRole('button', { name: 'Save as JSON' })).toBeVisible({
    timeout: patience,
  });
}

async function savedReport(page: Page): Promise<CommonReport> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as CommonReport;
}

/** What `npm run evaluate` says of the small gallery, by the models of the built site. */
function evaluatedByNode(): CommonReport {
  const json = join(CACHE, 'evaluate.json');
  const models = join(CACHE, 'models');
  if (!existsSync(models)) symlinkSync(join(OUT, 'models'), models, 'junction');
  const args = ['--gallery', ID, '--public', CACHE, '--mosaics', '0', '--json', json];
  const { status } = spawnSync('npm', ['run', '--silent', 'evaluate', '--', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  expect(status).toBe(0);
  return JSON.parse(readFileSync(json, 'utf8')) as CommonReport;
}

/** Every number to three decimals. */
function rounded<T>(value: T): T {
  const round = (_: string, part: unknown) =>
    typeof part === 'number' ? Number(part.toFixed(3)) : part;
  return JSON.parse(JSON.stringify(value, round)) as T;
}

test('the figures are those of npm run evaluate, to three decimals', async ({ overlook, page }) => {
  test.setTimeout(minutes(4));
  const node = evaluatedByNode();
  await overlook.open(`/evaluate?gallery=${ID}&backend=wasm`);
  await evaluate(page, minutes(2));
  const here = await savedReport(page);
  expect(here).toMatchObject({ data: ID, images: IMAGES, imagesAsBuilt: 0, skipped: [] });
  expect(here.modelFiles).toEqual(node.modelFiles);
  expect(rounded(here.zeroShot)).toEqual(rounded(node.zeroShot));
  expect(rounded(here.retrieval)).toEqual(rounded(node.retrieval));

  const { zeroShot, retrieval } = node;
  if (!zeroShot || !retrieval) throw new Error('The gallery has categories and captions.');
  const model = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const own = model.replace(/^How well (.*) reads .*$/, '$1');
  const { top1, top3, top5, top10 } = zeroShot;
  await expect(cells(page, /^Zero-shot/, new RegExp(`^${own}`))).toHaveText([
    String(zeroShot.images),
    ...[top1, top3, top5, top10].map((share) => share.toFixed(3)),
  ]);
  const { r1, r5, r10 } = retrieval.textToImage;
  await expect(cells(page, /^Retrieval/, /^Text to image/)).toHaveText([
    retrieval.captions.toLocaleString('en'),
    ...[r1, r5, r10].map((recall) => recall.toFixed(1)),
    '',
  ]);
  await expect(cells(page, /^Retrieval/, /^Mean/).last()).toHaveText(
    retrieval.meanRecall.toFixed(1),
  );
  await expect(cells(page, /^Zero-shot/, /CLIP-RSICD, its best/)).toHaveText([
    '1,027',
    ...['0.883', '0.968', '0.982', '0.998'],
  ]);
});

test('a search is answered while an evaluation runs, and the result waits', async ({
  overlook,
  page,
}) => {
  await overlook.open('/evaluate?gallery=overlook');
  await start(page).click();
  await expect(page.getByText(/Encoding images: [1-9]/)).toBeVisible({ timeout: LOADING });
  await page.getByRole('link', { name: 'Text', exact: true }).click();
  await overlook.search('airport');
  await page.goBack();
  await expect(page).toHaveURL(/evaluate/);
  await expect(page.getByRole('progressbar', { name: 'Evaluation' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled while encoding/)).toBeVisible();
  await expect(start(page)).toBeVisible();
});

test('a cell of the matrix opens its images, by keyboard too, on a phone and to axe', async ({
  overlook,
  page,
}) => {
  await overlook.open(`/evaluate?gallery=${ID}`);
  await evaluate(page);
  const report = await savedReport(page);
  const { categories = [], confusion = [] } = report.zeroShot ?? {};
  const first = page.getByRole('button', { name: /^airport (recognized|taken)/ }).first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('button', { name: new RegExp(`^${categories[1]} `) }).first();
  await expect(second).toBeFocused();
  await page.keyboard.press('Enter');
  const label = (await second.getAttribute('aria-label')) ?? '';
  const images = page.getByRole('region', { name: label }).getByRole('listitem');
  const col = confusion[1]?.findIndex((n) => n > 0) ?? -1;
  await expect(images).toHaveCount(confusion[1]?.[col] ?? -1);
  await accessible(page, 'done, with a cell open');
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.body.clientWidth,
  );
  expect(overflow).toBe(0);
  if (desk) await page.setViewportSize(desk);
  const id = await images.first().getAttribute('data-item');
  expect(readGallery(folder).items.find((item) => item.id === id)?.category).toBe(categories[1]);
  await page.keyboard.press('Escape');
  await expect(second).toBeFocused();
  await second.click();
  await images.first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/image\\?item=${id}`));
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Save as JSON' })).toBeVisible();
});

test('images that are not there stand by the embeddings of the gallery, and the page says so', async ({
  overlook,
  page,
  ownSite,
}) => {
  const [gone] = filesOf(readGallery(folder), folder);
  ownSite.faults.set(`/galleries/${ID}/images/${gone?.item.file}`, missing);
  await overlook.open(`${ownSite.url}/evaluate?gallery=${ID}`);
  await evaluate(page);
  await expect(page.getByText(`${IMAGES - 1} images encoded here, 1 compared by`)).toBeVisible();
  await page.getByText('1 image could not be read').click();
  await expect(page.getByText(gone?.item.file ?? '', { exact: true })).toBeVisible();

  const without = changed((json) => ({
    ...json,
    items: (json.items as object[]).map((item) => ({ ...item, image: false })),
  }));
  ownSite.faults.set(`/galleries/${ID}/gallery.json`, without);
  ownSite.asked.length = 0;
  await overlook.open(`${ownSite.url}/evaluate?gallery=${ID}`);
  await evaluate(page);
  await expect(page.getByText('No image is here: compared by the embeddings')).toBeVisible();
  expect(ownSite.asked.filter((path) => path.includes('/images/'))).toEqual([]);
});

test('what a gallery cannot be asked is left out, with the reason', async ({
  overlook,
  page,
  ownSite,
}) => {
  const manifest = `/galleries/${ID}/gallery.json`;
  const strip = (...names: string[]) =>
    changed(({ captionEmbeddings, ...json }) => ({
      ...json,
      items: (json.items as Record<string, unknown>[]).map((item) =>
        Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))),
      ),
    }));
  const zeroShot = page.getByRole('table', { name: /^Zero-shot/ });
  const retrieval = page.getByRole('table', { name: /^Retrieval/ });

  ownSite.faults.set(manifest, strip('captions'));
  await overlook.open(`${ownSite.url}/evaluate?gallery=${ID}`);
  await expect(page.getByText('The gallery has no captions')).toBeVisible();
  await expect(zeroShot).toBeVisible();
  await expect(retrieval).toHaveCount(0);
  await evaluate(page);
  expect((await savedReport(page)).retrieval).toBeNull();

  ownSite.faults.set(manifest, strip('category'));
  await overlook.open(`${ownSite.url}/evaluate?gallery=${ID}&index=exact`);
  // The file name gave the categories when the gallery was built; the manifest alone counts.
  await expect(page.getByText('The gallery names no categories')).toBeVisible();
  await expect(zeroShot).toHaveCount(0);
  await expect(retrieval).toBeVisible();

  ownSite.faults.set(manifest, strip('category', 'captions'));
  await overlook.open(`${ownSite.url}/evaluate?gallery=${ID}`);
  await expect(page.getByText('There is nothing to evaluate by')).toBeVisible();
  await expect(start(page)).toHaveCount(0);
});

test('axe finds nothing in any state', async ({ page, ownSite }) => {
  test.setTimeout(minutes(4));
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/evaluate?gallery=overlook`);
  await accessible(page, 'idle');
  await start(page).click();
  await page.getByText(/Encoding images: [1-9]/).waitFor();
  await accessible(page, 'running');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await accessible(page, 'cancelled');
  ownSite.faults.set('/models/compact/text.onnx', missing);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  // The browser's own cache knows files by their hash and keeps them for good.
  await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
  await page.goto(`${ownSite.url}/evaluate?gallery=overlook`);
  await overlook.errorCode('asset-missing');
  await accessible(page, 'error');
});
