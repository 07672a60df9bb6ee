import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { accessible } from './support/axe';
import type { Overlook } from './support/overlook';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

/** A scene of 3 x 2 chips of 256 px without overlap, each of its own colour, of 0.00001° a px. */
async function openScene(overlook: Overlook, page: Page, world = true): Promise<void> {
  await overlook.open();
  const colours = ['#7a5', '#58a', '#997', '#a64', '#344', '#bb8'];
  const chips = colours.map((background, i) => ({
    input: { create: { width: 256, height: 256, channels: 3 as const, background } },
    left: 256 * (i % 3),
    top: 256 * Math.floor(i / 3),
  }));
  const buffer = await sharp({
    create: { width: 768, height: 512, channels: 3, background: '#000' },
  })
    .composite(chips)
    .png()
    .toBuffer();
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Open a scene' }).click();
  await page.getByLabel('Overlap').selectOption('0');
  await page.keyboard.press('Escape');
  const picture = { name: 'hof.png', mimeType: 'image/png', buffer };
  const lines = '0.00001\n0\n0\n-0.00001\n11.5\n48.1\n';
  const beside = { name: 'hof.pgw', mimeType: 'text/plain', buffer: Buffer.from(lines) };
  await page
    .getByLabel('Scene', { exact: true })
    .setInputFiles(world ? [picture, beside] : [picture]);
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText(
    '6 pictures can be searched.',
    { timeout: LOADING },
  );
}

const mapOf = (page: Page) => page.getByRole('application', { name: 'Map' });
const toggle = (page: Page) => page.getByRole('button', { name: 'Map', exact: true });

async function exported(page: Page, kind: RegExp): Promise<Buffer> {
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: kind }).click();
  return readFileSync(await (await download).path());
}

/** The middle of a chip of the scene, shown whole, in px of the page. */
async function chipAt(page: Page, column: number, row: number) {
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('There is no map.');
  // 24 px around; a degree of longitude is narrower than one of latitude by the cosine, as on the ground.
  const ratio = (3 / 2) * Math.cos((48.1 * Math.PI) / 180);
  const height = Math.min(box.height - 48, (box.width - 48) / ratio);
  const width = height * ratio;
  return {
    x: box.x + box.width / 2 + ((column - 1) / 3) * width,
    y: box.y + box.height / 2 + ((row - 0.5) / 2) * height,
  };
}

test('results lie on a map: pointing, opening, selecting and searching go both ways', async ({
  overlook,
  page,
}) => {
  await openScene(overlook, page);
  await overlook.search('a meadow');
  await toggle(page).click();
  const map = mapOf(page);
  await expect(map).toBeVisible();
  await expect(page).toHaveURL(/[?&]map=true/);

  // What is pointed at on the map is marked in the list, and named by its coordinates.
  const first = await chipAt(page, 0, 0);
  await page.mouse.move(first.x, first.y);
  const lit = page.locator('[data-item][data-lit]');
  await expect(lit).toHaveAttribute('data-item', /x0-y0$/);
  await expect(page.locator('#map-at')).toContainText(/48\.09\d{3}° N, 11\.50\d{3}° E/);
  await expect(page.locator('#map-at')).toContainText('similarity');
  await page.mouse.move(2, 2);
  await expect(lit).toHaveCount(0);

  // The other way round: the map is drawn anew when a card is pointed at.
  const before = await map.screenshot();
  await overlook.results.locator('[data-item$="x512-y256"]').hover();
  await expect.poll(async () => Buffer.compare(await map.screenshot(), before)).not.toBe(0);

  // A drag around two chips selects them.
  await page.getByRole('button', { name: 'Select an area' }).click();
  const [from, to] = [await chipAt(page, 1, 0), await chipAt(page, 2, 0)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('2 selected');
  await page.getByRole('button', { name: 'Select an area' }).click();

  // What is selected is written for other maps.
  const kml = (await exported(page, /^KML/)).toString();
  expect(kml.match(/<Placemark /g)).toHaveLength(2);
  expect(kml).toMatch(/<coordinates>11\.50\d+,48\.09\d+ /);
  const geopackage = await exported(page, /^GeoPackage/);
  expect(geopackage.subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(geopackage.subarray(68, 72).toString()).toBe('GPKG');
  for (const id of ['hof.png/x256-y0', 'hof.png/x512-y0'])
    expect(geopackage.includes(id)).toBe(true);

  // A click opens.
  const last = await chipAt(page, 2, 1);
  await page.mouse.click(last.x, last.y);
  await expect(page).toHaveURL(/item=[^&]*x512-y256/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/item=/);
});

test('the map is moved by keys, and limits the search to what it shows', async ({
  overlook,
  page,
}) => {
  await openScene(overlook, page);
  await overlook.search('a meadow');
  await toggle(page).click();
  const map = mapOf(page);
  await map.focus();
  for (const key of ['+', '+', '+', '+', '+']) await page.keyboard.press(key);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  await expect(page.locator('#map-at')).toContainText('° N');
  await page.keyboard.press(' ');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('1 selected');
  await page.getByRole('button', { name: 'Search in this view' }).click();
  await expect(page).toHaveURL(/bbox=11\.5\d+,48\.\d+,11\.5\d+,48\.\d+/);
  await expect(overlook.results.getByRole('listitem')).toHaveCount(1);
  const link = page.url();

  // The link holds all of it.
  await page.goto(link);
  await overlook.ready();
  await expect(map).toBeVisible();
  await expect(overlook.results.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: /^Remove the filter Within/ }).click();
  await expect(overlook.results.getByRole('listitem')).toHaveCount(6);
  await map.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/item=[^&]*x\d+-y\d+/);
});

test('a scene that lies nowhere has a map of its own pixels; a gallery without places has none', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  await expect(toggle(page)).toHaveCount(0);
  await openScene(overlook, page, false);
  await toggle(page).click();
  const { x, y } = await (async () => {
    const box = await mapOf(page).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  })();
  await page.mouse.move(x, y);
  await expect(page.locator('#map-at')).toContainText(/hof\.png: column 38\d, row 25\d/);
  await expect(page.getByRole('button', { name: 'Search in this view' })).toHaveCount(0);
});

test('no map is fetched from anywhere, and the map is accessible', async ({
  overlook,
  page,
  context,
  site,
}) => {
  await openScene(overlook, page);
  await overlook.search('a meadow');
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  await toggle(page).click();
  await expect(mapOf(page)).toBeVisible();
  await mapOf(page).focus();
  await page.keyboard.press('-');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('No map is fetched from anywhere.')).toBeVisible();
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    const { protocol, origin } = new URL(address);
    if (protocol !== 'blob:' && protocol !== 'data:') expect(origin, address).toBe(site.url);
  }
  await page.mouse.move(2, 2);
  await accessible(page, 'the map');
});

test('photographs that say where they were taken are dots on the map', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  const photograph = async (name: string, minutes: number) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 64, height: 64, channels: 3, background: '#685' } })
      .withExif({
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '48/1 8/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: `11/1 ${minutes}/1 0/1`,
        },
      })
      .jpeg()
      .toBuffer(),
  });
  const files = [await photograph('west.jpg', 10), await photograph('east.jpg', 40)];
  await page.getByLabel('Pictures', { exact: true }).setInputFiles(files);
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await toggle(page).click();
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('There is no map.');
  // The two stand at the left and the right margin.
  await page.mouse.move(box.x + 25, box.y + box.height / 2);
  await expect(page.locator('[data-item][data-lit]')).toHaveAttribute('data-item', 'west');
  await expect(page.locator('#map-at')).toContainText(/^48\.13\d{3}° N, 11\.1[67]\d{3}° E$/);
  await page.mouse.click(box.x + box.width - 25, box.y + box.height / 2);
  await expect(page).toHaveURL(/item=east/);
});
