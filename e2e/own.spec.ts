import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shippedItems } from './support/galleries';
import { ids } from './support/overlook';
import { CACHE } from './support/paths';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

const ITEMS = shippedItems(42);

/** A folder as people have them: pictures in folders of any script, and what systems and accidents leave beside them. */
function makeFolder(name: string): string {
  const folder = join(CACHE, 'own', name);
  rmSync(folder, { recursive: true, force: true });
  const put = (path: string, write: (path: string) => void) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    write(join(folder, path));
  };
  for (const [i, { path, item }] of ITEMS.entries()) {
    const below = i % 2 === 0 ? 'Köln Süd/航空写真' : 'rest';
    put(`${below}/${item.file}`, (to) => copyFileSync(path, to));
  }
  put('rest/broken.jpg', (to) => writeFileSync(to, Buffer.from('no picture at all')));
  put('rest/notes.txt', (to) => writeFileSync(to, 'not meant'));
  put('@eaDir/copy.jpg', (to) => copyFileSync(ITEMS[0]?.path ?? '', to));
  put('rest/._hidden.jpg', (to) => writeFileSync(to, 'not meant'));
  return folder;
}

test('JPEG 2000 in a folder is read, and what is cut short is reported', async ({
  overlook,
  page,
}) => {
  const folder = join(CACHE, 'own', 'Sentinel');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['rgb.jp2', 'grey16.jp2', 'place.jp2', 'cut.jp2']) {
    copyFileSync(join('lib/image/raster/jp2/fixtures', name), join(folder, name));
  }
  await overlook.open('/?q=golf+course');
  await page.getByLabel('Folder of pictures').setInputFiles(folder);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText('3 pictures can be searched. 1 file could', {
    timeout: LOADING,
  });
  await reading.getByText('1 file could not be read', { exact: true }).click();
  await expect(reading.getByRole('listitem')).toContainText('cut.jp2');
  await expect(reading.getByRole('listitem')).toContainText('damaged');
  // Two are copies of one picture, which take one card.
  expect((await overlook.ranking()).map(({ id }) => id)).toContain('grey16');
});

test('a folder is read, searched, there after a reload, renamed and forgotten', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=golf+course&k=200');
  const shipped = new Map((await overlook.ranking()).map(({ id, similarity }) => [id, similarity]));
  await overlook.open('/?q=golf+course');
  await page.getByLabel('Folder of pictures').setInputFiles(makeFolder('Aufnahmen'));
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await expect(page).toHaveURL(/q=golf\+course/);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText(`${ITEMS.length} pictures can be searched. 1 file could`, {
    timeout: LOADING,
  });
  await reading.getByText('1 file could not be read', { exact: true }).click();
  await expect(reading.getByRole('listitem')).toContainText('rest/broken.jpg');
  await expect(reading.getByRole('listitem')).toContainText('is not an image');

  const found = await overlook.ranking();
  expect(found).toHaveLength(24);
  // The command line embedded the same pictures.
  const both = found.filter(({ id }) => shipped.has(id));
  expect(both.length).toBeGreaterThan(0);
  for (const { id, similarity } of both) expect(similarity).toBeCloseTo(shipped.get(id) ?? 9, 1);
  const thumb = overlook.results.locator('img').first();
  await expect.poll(() => thumb.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(256);

  await page.reload();
  await overlook.ready();
  expect(await overlook.ranking()).toEqual(found);
  await expect(reading).toBeHidden();

  await page.getByRole('button', { name: 'Gallery' }).click();
  await expect(page.getByRole('menuitemradio', { checked: true })).toContainText('Aufnahmen');
  await page.getByRole('menuitem', { name: 'Your galleries' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your galleries' });
  await expect(dialog.getByRole('listitem').first()).toContainText(
    /42 pictures, 0\.\d MB, complete/,
  );
  await dialog.getByRole('button', { name: 'Rename Aufnahmen' }).click();
  await dialog.getByRole('textbox', { name: 'New name' }).fill('Rhineland');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('listitem').first()).toContainText('Rhineland');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Gallery: Rhineland' })).toBeVisible();

  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Your galleries' }).click();
  await dialog.getByRole('button', { name: 'Forget Rhineland' }).click();
  await dialog.getByRole('button', { name: 'Forget it' }).click();
  await expect(dialog).toContainText('None yet');
  await expect(page).not.toHaveURL(/gallery=/);
  await page.keyboard.press('Escape');
  await overlook.ranking();
});

test('reading pauses and goes on, and what has been read can be searched meanwhile', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  // Many enough that it lasts: each file twice.
  const files = [...ITEMS, ...ITEMS, ...ITEMS].map(({ path }) => path);
  await page.getByLabel('Pictures', { exact: true }).setInputFiles(files);
  const bar = page.getByRole('progressbar', { name: 'Reading pictures' });
  await expect(bar).toBeVisible();
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText('Paused');
  const stopped = await bar.evaluate((element: HTMLProgressElement) => element.value);
  expect(stopped).toBeLessThan(1);
  const some = await overlook.search('trees');
  expect(some.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText(
    `${files.length} pictures can be searched.`,
    { timeout: LOADING },
  );
});

test('a folder without pictures, and a gallery that this browser does not have, say so', async ({
  overlook,
  page,
}) => {
  const folder = join(CACHE, 'own', 'empty');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes.txt'), 'no picture');
  await overlook.open();
  await page.getByLabel('Folder of pictures').setInputFiles(folder);
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText(
    'There is no picture in "empty".',
  );
  await page.goto('/?gallery=local:elsewhere-1x2y3z');
  await overlook.errorCode('gallery-unknown');
});

test('a folder that the browser can open again is looked into for changes: only those are read', async ({
  overlook,
  page,
}) => {
  // A folder of the browser's own file system stands for one of the disk, which no test can pick.
  await overlook.open();
  const put = (items: typeof ITEMS) =>
    page.evaluate(
      async (files) => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('Fotos', { create: true });
        for (const { name, url } of files) {
          const file = await folder.getFileHandle(name, { create: true });
          const writing = await file.createWritable();
          await writing.write(await (await fetch(url)).arrayBuffer());
          await writing.close();
        }
        window.showDirectoryPicker = async () => folder;
      },
      items.map(({ item }) => ({ name: item.file, url: `/galleries/aerial/images/${item.file}` })),
    );
  await put(ITEMS.slice(0, 30));
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Open a folder' }).click();
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText('30 pictures can be searched.', { timeout: LOADING });

  await page.reload();
  await overlook.ready();
  await put(ITEMS.slice(30, 40));
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    await (await root.getDirectoryHandle('Fotos')).removeEntry(name);
  }, ITEMS[0]?.item.file ?? '');
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Your galleries' }).click();
  await page.getByRole('button', { name: 'Look for changes: Fotos' }).click();
  await expect(reading).toContainText('10 pictures read now. 39 pictures can be searched.', {
    timeout: LOADING,
  });
  const found = await overlook.search('trees');
  expect(ids(found)).not.toContain(ITEMS[0]?.id);

  // The picture itself is read from the folder, and can be looked into.
  await overlook.results.getByRole('link').first().click();
  const panel = page.getByRole('dialog').filter({ has: page.getByText('Nearest in the gallery') });
  await expect(panel.getByRole('link', { name: 'Download' })).toHaveAttribute('href', /^blob:/);
});

test("without storage, pictures of one's own are refused with the reason", async ({
  overlook,
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await overlook.open();
  await page
    .getByLabel('Pictures', { exact: true })
    .setInputFiles(ITEMS.slice(0, 3).map(({ path }) => path));
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText(
    'does not let the page keep anything',
  );
});

test('where the storage is full, what was read is kept, and reading goes on when there is room', async ({
  overlook,
  page,
}) => {
  // Of the pictures' parts the first is written, and then there is no room until the test makes some.
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    const full = { now: true, parts: 0 };
    Object.assign(window, { full });
    IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'parts' && full.now && full.parts++ > 0) {
        throw new DOMException('full', 'QuotaExceededError');
      }
      return put.apply(this, given);
    };
  });
  await overlook.open();
  await page.getByLabel('Folder of pictures').setInputFiles(makeFolder('Voll'));
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText('no more room', { timeout: LOADING });
  await expect(reading).toContainText('Stopped Voll');
  await expect(overlook.results.or(page.getByRole('list', { name: 'Gallery' }))).toBeVisible();
  await page.evaluate(() =>
    Object.assign((window as unknown as { full: object }).full, { now: false }),
  );
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser', { timeout: 2000 }).catch(() => null),
    reading.getByRole('button', { name: 'Resume' }).click(),
  ]);
  await chooser?.setFiles(join(CACHE, 'own', 'Voll'));
  await expect(reading).toContainText(`${ITEMS.length} pictures can be searched.`, {
    timeout: LOADING,
  });
  await overlook.search('golf course');
});

test('nothing leaves while a folder is read and searched', async ({ overlook, page, site }) => {
  await overlook.open();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
  await page.getByLabel('Folder of pictures').setInputFiles(makeFolder('private-folder'));
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText('can be searched', {
    timeout: LOADING,
  });
  await overlook.search('unmistakable zeppelin hangar');
  await overlook.ranking();
  for (const request of sent) {
    if (/^GET (blob|data):/.test(request)) continue;
    expect(request.startsWith(`GET ${site.url}/`) || request.startsWith(`HEAD ${site.url}/`)).toBe(
      true,
    );
    expect(decodeURIComponent(request)).not.toMatch(/private-folder|zeppelin|Köln|broken/);
  }
});
