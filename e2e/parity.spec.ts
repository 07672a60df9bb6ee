import { join } from 'node:path';
import { makeParityImages } from './fixtures/make';
import { buildGallery, filesOf, readGallery, shippedItems, spread } from './support/galleries';
import { CACHE } from './support/paths';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

/** Cosine of the browser's embedding and Node's. */
const LEAST = 0.9999;

test('the browser and Node embed the same image files alike: JPEG and PNG of all kinds', async ({
  overlook,
  page,
  site,
}) => {
  test.setTimeout(minutes(5));
  const images = join(CACHE, 'parity-images');
  await makeParityImages(images);
  const folder = buildGallery('e2e-parity', images);
  site.overlays.set('/galleries/e2e-parity/', folder);
  const files = filesOf(readGallery(folder), folder);
  expect(files.length).toBe(20);

  for (const { id, path, item } of files) {
    await page.goto('/image?gallery=e2e-parity');
    await overlook.pick(path);
    const found = await overlook.ranking();
    const own = found.find((result) => result.id === id);
    expect(own?.similarity, `cosine of ${item.file}`).toBeGreaterThanOrEqual(LEAST);
  }
});

test("the browser and Node embed the shipped gallery's images alike", async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(3));
  for (const { id, path } of spread(shippedItems(50), 10)) {
    await page.goto('/image');
    await overlook.pick(path);
    const own = (await overlook.ranking()).find((result) => result.id === id);
    expect(own?.similarity, `cosine of ${id}`).toBeGreaterThanOrEqual(LEAST);
  }
});
