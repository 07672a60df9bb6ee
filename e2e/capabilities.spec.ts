import { shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { inWorker, startSite } from './support/site';
import { expect, test } from './support/test';

test.describe('without isolation', () => {
  test.use({ serviceWorkers: 'block' });

  test('there is no SharedArrayBuffer, and everything works on one thread', async ({ page }) => {
    const plain = await startSite(false);
    const overlook = new Overlook(page);
    await overlook.open(`${plain.url}/?q=airport`);
    expect(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([
      false,
      'undefined',
    ]);
    expect(await overlook.answered('airport')).toHaveLength(24);
    const [image] = shippedItems(1);
    await overlook.pick(image?.path ?? '');
    await expect.poll(async () => (await overlook.ranking())[0]?.id).toBe(image?.id);
    await page.getByRole('button', { name: /Engine status/ }).click();
    await expect(page.getByRole('dialog')).toContainText(
      '1, as this page is not cross-origin isolated',
    );
    await plain.close();
  });
});

test('threads are used where the page is isolated', async ({ overlook, page }) => {
  await overlook.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  test.skip(cores < 2, 'This machine has one core.');
  await page.getByRole('button', { name: /Engine status/ }).click();
  await expect(page.getByRole('dialog').getByText(/^[2-4]$/)).toBeVisible();
});

test('without WebAssembly the page says what is needed', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  inWorker(ownSite, 'delete self.WebAssembly;');
  await page.addInitScript('delete globalThis.WebAssembly');
  await page.goto(`${ownSite.url}/?q=airport`);
  await overlook.errorCode('backend-missing');
  await expect(page.getByText('This browser runs no WebAssembly.', { exact: true })).toBeVisible();
});

test('WebGPU that is not there leaves WebAssembly', async ({ overlook, page }) => {
  await page.goto('/');
  test.skip(await page.evaluate(() => 'gpu' in navigator), 'This browser has WebGPU.');
  await overlook.open('/?backend=webgpu&q=airport');
  await overlook.answered('airport');
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm');
});

test('an insecure origin, without caches, locks and crypto, still searches', async ({
  page,
  ownSite,
}) => {
  const overlook = new Overlook(page);
  await page.goto(`${ownSite.url.replace('localhost', 'overlook.test')}/?q=airport`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await overlook.ready();
  expect(await overlook.answered('airport')).toHaveLength(24);
});

test('without JavaScript the page says that it needs it', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url);
  // getByText passes over what stands in noscript.
  const words = page.locator('noscript p');
  await expect(words).toBeVisible();
  expect((await words.textContent()) ?? '').toContain('needs JavaScript');
  await context.close();
});
