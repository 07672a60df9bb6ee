import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { zipOf } from '../lib/zip/zip';
import { readGallery, shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { CACHE, OUT, ROOT } from './support/paths';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

const ITEMS = shippedItems(30);

/** Exports the newest of one's own galleries. @returns the path of the ZIP */
async function exported(page: Page, how: 'With pictures' | 'Without pictures'): Promise<string> {
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Your galleries' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your galleries' });
  await dialog.getByRole('button', { name: /^Export/ }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: how }).click();
  const file = await download;
  await expect(dialog.getByRole('status')).toContainText('among your downloads');
  const path = join(CACHE, 'own', `${how.split(' ')[0]}-${file.suggestedFilename()}`);
  await file.saveAs(path);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Escape');
  return path;
}

/** Packs a folder as people do: the folder itself lies in the ZIP. */
async function packed(folder: string, name: string): Promise<string> {
  async function* files() {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const content = new Uint8Array(readFileSync(path));
      yield { name: `${name}/${path.slice(folder.length + 1)}`, content };
    }
  }
  const path = join(CACHE, 'own', `${name}.zip`);
  mkdirSync(join(CACHE, 'own'), { recursive: true });
  writeFileSync(path, new Uint8Array(await (await zipOf(files())).arrayBuffer()));
  return path;
}

test('an own gallery is exported, and imported by another browser and the command line', async ({
  overlook,
  page,
  browser,
  site,
}) => {
  await overlook.open();
  const pictures = ITEMS.map(({ path }) => path);
  await page.getByLabel('Pictures', { exact: true }).setInputFiles(pictures);
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText(
    `${ITEMS.length} pictures can be searched.`,
    { timeout: LOADING },
  );
  const words = 'a harbor with boats';
  const found = await overlook.search(words);
  const light = await exported(page, 'Without pictures');
  const whole = await exported(page, 'With pictures');

  const context = await browser.newContext({ baseURL: site.url });
  const other = new Overlook(await context.newPage());
  await other.open();
  await other.page.getByRole('button', { name: 'Gallery' }).click();
  const chooser = other.page.waitForEvent('filechooser');
  await other.page.getByRole('menuitem', { name: 'Import a gallery' }).click();
  await (await chooser).setFiles(light);
  await expect(other.page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  expect(await other.search(words)).toEqual(found);
  const thumb = other.results.locator('img').first();
  await expect.poll(() => thumb.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(256);

  // With its pictures each can be looked at; after a reload too.
  // (The rest of the address may still follow what was typed.)
  const gallery = () => new URL(other.page.url()).searchParams.get('gallery');
  const before = gallery();
  await other.page.getByLabel('Gallery as a ZIP').setInputFiles(whole);
  await expect.poll(gallery, { timeout: LOADING }).not.toBe(before);
  await other.page.reload();
  await other.ready();
  expect(await other.ranking()).toEqual(found);
  await other.results.getByRole('link').first().click();
  await expect(other.page.getByRole('link', { name: 'Download' })).toHaveAttribute(
    'href',
    /^blob:/,
  );
  await context.close();

  const out = join(CACHE, 'own', 'imported');
  rmSync(out, { recursive: true, force: true });
  const args = ['run', '--silent', 'gallery', '--', 'import', whole, '--id', 'mine', '--out', out];
  const { status, stderr } = spawnSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readGallery(join(out, 'mine')).items).toHaveLength(ITEMS.length);
});

test('a gallery of the command line, packed as a ZIP, opens with the same ranking', async ({
  overlook,
  page,
}) => {
  const words = 'a bridge over a river';
  const zip = await packed(join(OUT, 'galleries/overlook'), 'overlook');
  await overlook.open('/?gallery=overlook&index=exact');
  const shipped = await overlook.search(words);
  await page.getByLabel('Pictures', { exact: true }).setInputFiles(zip);
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await expect(page.getByRole('button', { name: 'Gallery: Rendered scenes' })).toBeVisible();
  expect(await overlook.answered(words)).toEqual(shipped);
});

test('what is no gallery, or one of another model, is refused with the reason', async ({
  overlook,
  page,
}) => {
  const reading = page.getByRole('region', { name: 'Reading' });
  const put = async (files: Record<string, string>) => {
    async function* entries() {
      for (const [name, content] of Object.entries(files)) yield { name, content };
    }
    const buffer = Buffer.from(await (await zipOf(entries())).arrayBuffer());
    await page
      .getByLabel('Gallery as a ZIP')
      .setInputFiles({ name: 'made.zip', mimeType: 'application/zip', buffer });
  };
  await overlook.open();
  await put({ 'notes.txt': 'nothing' });
  await expect(reading).toContainText('made.zip is no exported gallery');
  const gallery = readGallery(join(OUT, 'galleries/overlook'));
  const [item] = gallery.items;
  const embeddings = { ...gallery.embeddings, bytes: gallery.dim, dtype: 'int8' };
  const one = { ...gallery, items: [item], embeddings, captionEmbeddings: undefined };
  const { index: _, ...rest } = { ...one, modelSha256: 'ab'.repeat(32) };
  await put({ 'gallery.json': JSON.stringify(rest) });
  await expect(reading).toContainText('was embedded by a model or a version');
  await put({ 'gallery.json': '{' });
  await expect(reading).toContainText('its gallery.json is no JSON');
});
