import { basename } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { shippedItems } from './support/galleries';
import { ids, Overlook } from './support/overlook';
import { LOADING, minutes } from './support/patience';
import { startSite } from './support/site';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });
// Each view loads the engine anew.
test.describe.configure({ timeout: minutes(4) });

/** A visit until everything that it used is kept. */
async function visit(page: Page, address: string): Promise<Overlook> {
  const overlook = new Overlook(page);
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'ready', { timeout: LOADING });
  return overlook.ready();
}

function view(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true });
}

/** Pictures of the list that could not be shown. */
const broken = (page: Page) =>
  page
    .getByRole('list', { name: 'Results' })
    .locator('img')
    .evaluateAll((images) =>
      (images as HTMLImageElement[])
        .filter((image) => image.complete && image.naturalWidth === 0)
        .map((image) => image.src),
    );

for (const isolated of [true, false]) {
  const host = isolated ? 'a host with headers' : 'a plain host';
  test(`after one visit to ${host} every view works without the server`, async ({ page }) => {
    const site = await startSite(isolated);
    const overlook = await visit(page, `${site.url}/?q=boats`);
    const before = await overlook.answered('boats');
    await expect.poll(() => page.evaluate(() => crossOriginIsolated)).toBe(true);
    await site.close();
    await expect(fetch(site.url)).rejects.toThrow();

    await page.reload();
    await overlook.ready();
    expect(ids(await overlook.answered('boats'))).toEqual(ids(before));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await broken(page)).toEqual([]);
    await overlook.search('tennis court');

    // A picture is only in the page's memory: the view that searches with it must come without a page load.
    const [image] = shippedItems(1);
    await overlook.pick(image?.path ?? '');
    await expect(page).toHaveURL(/e=/, { timeout: LOADING });
    expect((await overlook.ranking())[0]?.id).toBe(image?.id);
    await expect(page.getByRole('img', { name: basename(image?.path ?? '') })).toBeVisible();
    await view(page, 'Text').click();
    await view(page, 'Image').click();
    await expect(page.getByRole('heading', { name: 'Search images by picture' })).toBeVisible();

    await view(page, 'Find').click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto(`${site.url}/find`);
    await overlook.ready();

    await page.goto(`${site.url}/evaluate`);
    await overlook.ready();
    await expect(page.getByRole('button', { name: /^(Run|Evaluate)/ }).first()).toBeVisible();
  });
}

test('a new version is offered, and comes when it is asked for', async ({ page, ownSite }) => {
  const overlook = await visit(page, `${ownSite.url}/`);
  const newPage = '<!doctype html><title>The new version</title>';
  ownSite.faults.set('/index.html', () => Buffer.from(newPage));
  ownSite.faults.set('/service-worker.js', (file) =>
    Buffer.from(file.toString().replace(/(index\.html",revision:")[^"]+/, '$1another')),
  );
  await page.reload();
  await overlook.ready();
  const offer = page.getByRole('region', { name: 'Update' });
  await expect(offer).toBeVisible({ timeout: LOADING });
  await page.reload();
  await overlook.ready();
  await expect(offer).toBeVisible({ timeout: LOADING });
  await offer.getByRole('button', { name: 'Reload with it' }).click();
  await expect(page).toHaveTitle('The new version', { timeout: LOADING });
});

test('the site can be installed', async ({ page, context, ownSite }) => {
  await visit(page, `${ownSite.url}/`);
  expect(await installProblems(context, page)).toEqual([]);
});

/** What Chromium says against installing the page. */
async function installProblems(context: BrowserContext, page: Page): Promise<string[]> {
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  const { errors } = await session.send('Page.getAppManifest');
  return [
    ...errors.map(({ message }) => message),
    // A test's context has no profile, where apps would be installed.
    ...installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ];
}
