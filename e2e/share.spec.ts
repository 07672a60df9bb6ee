import { shippedItems } from './support/galleries';
import { ids, Overlook } from './support/overlook';
import { LOADING, minutes } from './support/patience';
import { expect, test } from './support/test';

const IMAGES = 50;

test(`a shared link keeps at least 9 of the top 10 of a picture, for ${IMAGES} pictures`, async ({
  overlook,
  page,
  browser,
  site,
}) => {
  test.setTimeout(minutes(10));
  const items = shippedItems(IMAGES);
  expect(items).toHaveLength(IMAGES);
  // The one who opens the link has never seen the picture.
  const context = await browser.newContext({ baseURL: site.url });
  const receiver = new Overlook(await context.newPage());
  await receiver.open();
  await overlook.open('/image');

  for (const { path, id } of items) {
    const before = page.url();
    await overlook.pick(path);
    await expect(page).not.toHaveURL(before, { timeout: LOADING });
    await expect(page).toHaveURL(/[?&]e=/, { timeout: LOADING });
    const original = ids(await overlook.ranking()).slice(0, 10);
    await receiver.page.goto(page.url());
    const shared = ids(await receiver.ranking()).slice(0, 10);
    const kept = shared.filter((other) => original.includes(other)).length;
    expect(kept, `top 10 of ${id}`).toBeGreaterThanOrEqual(9);
  }
  await context.close();
});
