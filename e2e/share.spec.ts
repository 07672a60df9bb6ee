import { shippedItems } from './support/galleries';
import { ids, Overlook } from './support/overlook';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

/** Fifty by `npm run test:e2e:all`. */
const COUNTS = [8, 50] as const;

for (const count of COUNTS) {
  const tag = count > 8 ? ['@slow'] : [];
  test(`a shared link keeps at least 9 of the top 10 of a picture, for ${count} pictures`, {
    tag,
  }, async ({ overlook, page, browser, site }) => {
    test.setTimeout(minutes(count > 8 ? 10 : 3));
    const items = shippedItems(count);
    expect(items).toHaveLength(count);
    // The one who opens the link has never seen the picture.
    const context = await browser.newContext({ baseURL: site.url });
    const receiver = new Overlook(await context.newPage());
    await receiver.open();
    await overlook.open('/image');

    for (const { path, id } of items) {
      const original = ids(await overlook.bring(path)).slice(0, 10);
      await receiver.page.goto(page.url());
      const shared = ids(await receiver.ranking()).slice(0, 10);
      const kept = shared.filter((other) => original.includes(other)).length;
      expect(kept, `top 10 of ${id}`).toBeGreaterThanOrEqual(9);
    }
    await context.close();
  });
}
