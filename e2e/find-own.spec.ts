import { writeArrayBuffer } from 'geotiff';
import sharp from 'sharp';
import { answer, answers, box, drawAll, exported, firstCorner, found, WORKS } from './support/find';
import { type GalleryFile, shippedItems } from './support/galleries';
import { LOADING, minutes } from './support/patience';
import { expect, test } from './support/test';

const [item] = shippedItems(1) as [GalleryFile];

test('a picture of one’s own: found, kept out of the link, exported', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find?q=storage+tanks');
  await overlook.pick(WORKS);
  await found(page);
  await expect(page).toHaveURL(/\/find\/?\?q=storage(\+|%20)tanks&upload=[0-9a-z]+$/);
  await drawAll(page);
  await expect(page.getByText('not your picture')).toBeVisible();
  const save = (label: RegExp) => exported(page, label);
  const png = await save(/Export as PNG/);
  expect(png.name).toBe('works-places.png');
  expect(png.bytes.length).toBeLessThanOrEqual(2e6);
  expect((await sharp(png.bytes).metadata()).width).toBeGreaterThanOrEqual(640);
  const json = JSON.parse((await save(/Export as COCO/)).bytes.toString());
  expect(json.info).toMatchObject({ model: 'compact', method: 'dense', complete: true });
  expect(json.categories[0]).toMatchObject({ name: 'storage tanks' });
  const csv = (await save(/Export as CSV/)).bytes.toString().trim().split('\r\n');
  expect(csv.length - 1).toBe(json.annotations.length);
  expect(json.annotations.length).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: /Export as GeoJSON/ })).toHaveCount(0);
  await page.getByLabel('World file (file)').setInputFiles({
    name: 'works.pgw',
    mimeType: '',
    buffer: Buffer.from('0.00001\n0\n0\n-0.00001\n8.5\n47.4'),
  });
  const [lon, lat] = firstCorner((await save(/Export as GeoJSON/)).bytes);
  expect(lon).toBeCloseTo(8.5, 1);
  expect(lat).toBeCloseTo(47.4, 1);
});

test('a picture of one’s own survives another view and Back, and refuses what is no picture', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find?q=storage+tanks');
  await overlook.pick(WORKS);
  await found(page);
  const stage = page.getByRole('region', { name: /^Picture: works/ });
  await page.getByRole('navigation').getByRole('link', { name: 'Text' }).click();
  await expect(stage).toHaveCount(0);
  await page.goBack();
  await expect(stage).toBeVisible();
  await found(page);
  // It was not encoded again: that would show its progress.
  await expect(page.getByRole('progressbar', { name: 'Picture looked at' })).toHaveCount(0);
  await overlook.pick({
    name: 'works.pgw',
    mimeType: '',
    buffer: Buffer.from('0.00001\n0\n0\n-0.00001\n8.5\n47.4'),
  });
  await expect(page.getByRole('button', { name: /Export as GeoJSON/ })).toBeVisible();
  await overlook.pick({
    name: 'bad.pgw',
    mimeType: '',
    buffer: Buffer.from('six words, no numbers'),
  });
  await expect(page.getByText('bad.pgw')).toBeVisible();
  await expect(stage).toBeVisible();
});

test('a link to a picture of one’s own asks for it', async ({ page }) => {
  await page.goto('/find?q=trees&upload=abc');
  await expect(page.getByText('The picture is not in this link')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose the picture' })).toBeVisible();
});

test('a GeoTIFF is read, and its places lie on the ground', async ({ page, overlook }) => {
  const { data, info } = await sharp(WORKS)
    .resize(512)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const tiff = (await writeArrayBuffer([...data], {
    width: info.width,
    height: info.height,
    ModelPixelScale: [2, 2, 0],
    ModelTiepoint: [0, 0, 0, 500_000, 5_600_000, 0],
    ProjectedCSTypeGeoKey: 32633,
    GTModelTypeGeoKey: 1,
  })) as ArrayBuffer;
  await overlook.open('/find?q=storage+tanks&t=0.05');
  await overlook.pick({ name: 'works.tif', mimeType: 'image/tiff', buffer: Buffer.from(tiff) });
  await found(page);
  await drawAll(page);
  const [lon, lat] = firstCorner((await exported(page, /Export as GeoJSON/)).bytes);
  expect(lon).toBeCloseTo(15, 1);
  expect(lat).toBeCloseTo(50.5, 0);
});

test('a large picture is looked at part by part, and can be stopped', async ({
  page,
  overlook,
}) => {
  test.setTimeout(minutes(3));
  const large = await sharp(WORKS).resize(4096, 4096).jpeg({ quality: 80 }).toBuffer();
  await overlook.open('/find?q=storage+tanks&scale=1');
  await overlook.pick({ name: 'large.jpg', mimeType: 'image/jpeg', buffer: large });
  await expect(answers(page)).toContainText('so far', { timeout: LOADING });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('has not been looked at')).toBeVisible();
  // What has been encoded answers other words.
  await box(page).fill('trees');
  await expect(answer(page, 'trees')).toContainText('so far');
  await page.getByRole('button', { name: 'Look at all of it' }).click();
  await expect(answers(page)).not.toContainText('so far', { timeout: minutes(2) });
});

test('what is no picture, too large, or not there is told with its code', async ({ overlook }) => {
  await overlook.open('/find?q=trees');
  await overlook.pick({ name: 'notes.jpg', mimeType: '', buffer: Buffer.from('notes') });
  await overlook.errorCode('image-not-image');
  await overlook.open('/find?item=nothing&q=trees');
  await overlook.errorCode('item-unknown');
});

test('a picture goes from the search by picture to Find and stays itself', async ({
  page,
  overlook,
}) => {
  await overlook.open('/image');
  await overlook.pick(item.path);
  await overlook.ranking();
  await page.getByRole('link', { name: 'Find in this picture' }).click();
  await expect(page).toHaveURL(/\/find/);
  await box(page).fill('trees');
  await found(page);
});
