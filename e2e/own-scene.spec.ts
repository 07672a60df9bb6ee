import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWgs84 } from '../lib/geo/projection';
import { writeTiledTiff } from './fixtures/tiff';
import { shippedItems } from './support/galleries';
import { CACHE } from './support/paths';
import { LOADING, minutes } from './support/patience';
import { expect, test } from './support/test';

const FOLDER = join(CACHE, 'own');
const EPSG = 32632;
const ORIGIN = [691_000, 5_335_000] as const;
const SCALE = 0.5;
const toGround = () =>
  toWgs84({
    affine: { a: SCALE, b: 0, c: ORIGIN[0], d: 0, e: -SCALE, f: ORIGIN[1] },
    // EPSG:32632 in words: the table of systems is JSON, which this runner does not import.
    crs: '+proj=utm +zone=32 +datum=WGS84',
  });

async function makeScene(side: number, pictures: number, name: string, big = false) {
  mkdirSync(FOLDER, { recursive: true });
  const items = shippedItems(pictures);
  const path = join(FOLDER, name);
  await writeTiledTiff(path, {
    side,
    compression: big ? 'jpeg' : 'deflate',
    big,
    epsg: EPSG,
    origin: ORIGIN,
    scale: SCALE,
    pictures: items.map((item) => item.path),
  });
  return { path, items };
}

test('a scene is cut into chips that are searched and know where they lie', async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(4));
  const side = 4096;
  const { path, items } = await makeScene(side, (side / 256) ** 2, 'Befliegung.tif');
  const words = 'golf course';
  await overlook.open(`/?q=${words}&k=200&index=exact`);
  const shipped = new Map((await overlook.ranking()).map(({ id, similarity }) => [id, similarity]));
  await overlook.open();
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Open a scene' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cut a large image into chips' });
  await dialog.getByLabel('Unit').selectOption('m');
  await dialog.getByLabel('Chips of').fill('128');
  await dialog.getByLabel('Overlap').selectOption('0');
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose the image' }).click();
  await (await chooser).setFiles(path);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(reading).toContainText('Paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(reading).toContainText('256 pictures can be searched.', { timeout: minutes(3) });

  // Chips of 128 m are the very photographs that the scene was made of.
  const found = await overlook.search(words);
  const ground = await toGround();
  let both = 0;
  for (const { id, similarity } of found) {
    const [x = 0, y = 0] = /^x(\d+)-y(\d+)$/.exec(id)?.slice(1).map(Number) ?? [];
    const known = shipped.get(items[(y / 256) * (side / 256) + x / 256]?.id ?? '');
    if (known === undefined) continue;
    both++;
    expect(similarity).toBeCloseTo(known, 1);
  }
  expect(both).toBeGreaterThan(5);

  // The card names the place; the export has the corners.
  const first = overlook.results.getByRole('listitem').first();
  await expect(first.getByRole('link').first()).toHaveAccessibleName(/^48\.\d{5}° N, 11\.\d{5}° E/);
  await first.getByRole('checkbox', { name: 'Select' }).check({ force: true });
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: /^GeoJSON/ }).click();
  const { features } = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(features).toHaveLength(1);
  const { geometry, properties } = features[0];
  const { x, y } = properties.part;
  expect(properties.part).toMatchObject({ of: 'Befliegung.tif', width: 256, height: 256 });
  const corners = [
    [x, y],
    [x, y + 256],
    [x + 256, y + 256],
    [x + 256, y],
  ].map(([column, row]) => ground(column as number, row as number));
  for (const [lon, lat] of corners) {
    const near = geometry.coordinates[0].some(
      ([a, b]: [number, number]) => Math.abs(a - lon) < 1e-7 && Math.abs(b - lat) < 1e-7,
    );
    expect(near).toBe(true);
  }
});

test('a JPEG with a world file is a scene; one without cannot be cut by metres', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  const sharp = (await import('sharp')).default;
  const grey = { create: { width: 600, height: 300, channels: 3, background: '#787' } } as const;
  const jpeg = await sharp(grey).jpeg().toBuffer();
  const world = `0.00001\n0\n0\n-0.00001\n11.5\n48.1\n`;
  const scene = page.getByLabel('Scene', { exact: true });
  const picture = { name: 'hof.jpg', mimeType: 'image/jpeg', buffer: jpeg };
  const beside = { name: 'hof.jgw', mimeType: 'text/plain', buffer: Buffer.from(world) };
  await scene.setInputFiles([picture, beside]);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText('6 pictures can be searched.', { timeout: LOADING });
  await overlook.search('a meadow');
  const card = overlook.results.getByRole('link').first();
  await expect(card).toHaveAccessibleName(/^48\.09\d{3}° N, 11\.50\d{3}° E/);
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Open a scene' }).click();
  await page.getByLabel('Unit').selectOption('m');
  await page.keyboard.press('Escape');
  await scene.setInputFiles([picture]);
  await expect(reading).toContainText('Where hof.jpg lies on the ground is not known');
});

test('a BigTIFF of 20,000 px a side is read by windows, in bounded memory @slow', async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(20));
  const side = 79 * 256;
  const { path } = await makeScene(side, 200, 'gross.tif', true);
  await overlook.open();
  await page.getByLabel('Scene', { exact: true }).setInputFiles(path);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(page).toHaveURL(/gallery=local:/, { timeout: minutes(1) });
  const bar = page.getByRole('progressbar', { name: 'Reading pictures' });
  await expect
    .poll(() => bar.evaluate((element: HTMLProgressElement) => element.value), {
      timeout: minutes(15),
    })
    .toBeGreaterThan(0.05);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(reading).toContainText('Paused');
  expect((await overlook.search('golf course')).length).toBeGreaterThan(0);
});
