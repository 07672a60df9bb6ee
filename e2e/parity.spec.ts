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
  site,
}) => {
  test.setTimeout(minutes(5));
  const images = join(CACHE, 'parity-images');
  await makeParityImages(images);
  const folder = buildGallery('e2e-parity', images);
  site.overlays.set('/galleries/e2e-parity/', folder);
  const files = filesOf(readGallery(folder), folder);
  expect(files.length).toBe(20);

  await overlook.open('/image?gallery=e2e-parity');
  for (const { id, path, item } of files) {
    const own = (await overlook.bring(path)).find((result) => result.id === id);
    expect(own?.similarity, `cosine of ${item.file}`).toBeGreaterThanOrEqual(LEAST);
  }
});

test("the browser and Node embed the shipped gallery's images alike", async ({ overlook }) => {
  test.setTimeout(minutes(3));
  await overlook.open('/image');
  for (const { id, path } of spread(shippedItems(50), 10)) {
    const own = (await overlook.bring(path)).find((result) => result.id === id);
    expect(own?.similarity, `cosine of ${id}`).toBeGreaterThanOrEqual(LEAST);
  }
});
