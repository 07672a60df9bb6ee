import type { Listening } from '../cli/site/server/listen';
import { shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { LOADING, minutes } from './support/patience';
import { startPlainServer } from './support/plain-server';
import { BASE, subpathSite } from './support/subpath-site';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

let server: Listening;
let url: string;

test.beforeAll(async () => {
  test.setTimeout(minutes(7));
  server = await startPlainServer(subpathSite(), BASE);
  url = `http://localhost:${server.port}${BASE}/`;
});
test.afterAll(() => server?.close());

test('under a sub-path of a plain file server, the service worker isolates the page', async ({
  page,
}) => {
  const overlook = new Overlook(page);
  await page.goto(`${url}?q=airport`);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await overlook.ready();
  await overlook.answered('airport');
  await expect(page).toHaveURL(`${url}?q=airport`);
  await page.getByRole('button', { name: /Engine status/ }).click();
  await expect(page.getByRole('dialog')).not.toContainText('not cross-origin isolated');
});

test('views, links and reloads stay under the sub-path', async ({ page }) => {
  const overlook = new Overlook(page);
  await page.goto(url);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await overlook.ready();
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Image' })
    .click();
  await expect(page).toHaveURL(new RegExp(`${BASE}/image/?$`));
  const [image] = shippedItems(1);
  await overlook.pick(image?.path ?? '');
  await expect(page).toHaveURL(new RegExp(`${BASE}/image/?\\?.*e=`), { timeout: LOADING });
  const found = await overlook.ranking();
  expect(found[0]?.id).toBe(image?.id);
  await page.reload();
  await overlook.ready();
  expect((await overlook.ranking())[0]?.id).toBe(image?.id);
  await expect(page).toHaveURL(new RegExp(`${BASE}/image/?\\?.*e=`));
});

test.describe('where service workers are forbidden', () => {
  test.use({ serviceWorkers: 'block' });

  test('it works all the same, on one thread, and is not loaded twice', async ({ page }) => {
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    const overlook = new Overlook(page);
    await overlook.open(`${url}?q=airport`);
    await overlook.answered('airport');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(loads).toBe(1);
  });
});
