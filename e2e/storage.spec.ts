import type { Locator, Page } from '@playwright/test';
import { shippedGallery } from './support/galleries';
import { Overlook } from './support/overlook';
import { inWorker } from './support/site';
import { expect, test } from './support/test';

const LARGE = /\.(onnx|bin|hnsw)$/;

test('the second visit loads no large file again', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/?q=airport`);
  await overlook.answered('airport');
  await kept(page, 'vision.onnx');
  ownSite.asked.length = 0;
  await overlook.open(`${ownSite.url}/?q=airport`);
  await overlook.answered('airport');
  expect(ownSite.asked.filter((path) => LARGE.test(path))).toEqual([]);
  await page.getByRole('button', { name: /Engine status/ }).click();
  await expect(page.getByRole('dialog')).toContainText("from this browser's cache");
});

test('a corrupted file in the cache is deleted and fetched again, once at most', async ({
  page,
  ownSite,
}) => {
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/?q=airport`);
  const before = await overlook.answered('airport');
  const files = ['text.onnx', shippedGallery().embeddings.file];
  for (const file of files) {
    await kept(page, file);
    await page.evaluate(spoil, file);
  }
  ownSite.asked.length = 0;
  await overlook.open(`${ownSite.url}/?q=airport`);
  expect(await overlook.answered('airport')).toEqual(before);
  for (const file of files) {
    // None where the browser's own cache, which knows it by its hash too, still has it.
    expect(ownSite.asked.filter((path) => path.endsWith(`/${file}`)).length).toBeLessThan(2);
    await kept(page, file);
  }
  ownSite.asked.length = 0;
  await overlook.open(`${ownSite.url}/?q=airport`);
  expect(ownSite.asked.filter((path) => LARGE.test(path))).toEqual([]);
});

test('full storage is told, and searching works', async ({ page, ownSite, context }) => {
  const overlook = new Overlook(page);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: ownSite.url, quotaSize: 1024 });
  await overlook.open(`${ownSite.url}/?q=airport`);
  await overlook.answered('airport');
  await expect(notice(page, 'no room to keep the loaded files')).toBeVisible();
});

test('forbidden storage is told, and searching works', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  inWorker(
    ownSite,
    "Object.defineProperty(self, 'caches', { get() { throw new DOMException('no', 'SecurityError'); } });",
  );
  await overlook.open(`${ownSite.url}/?q=airport`);
  await overlook.answered('airport');
  await expect(notice(page, 'does not let the page keep the loaded files')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice(page, 'does not let the page keep the loaded files')).toBeHidden();
});

test('once loaded, it goes on working without the network', async ({ page, ownSite, context }) => {
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/`);
  await context.setOffline(true);
  expect(await overlook.search('airport')).toHaveLength(24);
  await context.setOffline(false);
});

/** What the page says over its answer; the closed status panel holds the same words. */
function notice(page: Page, words: string): Locator {
  return page.getByText(words).filter({ visible: true });
}

/** Waits until a file lies in the cache with its full size. */
async function kept(page: Page, file: string): Promise<void> {
  await expect.poll(() => page.evaluate(isKept, file), { timeout: 30_000 }).toBe(true);
}

async function isKept(file: string): Promise<boolean> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const request = (await cache.keys()).find(({ url }) => url.includes(`/${file}?`));
    const response = request && (await cache.match(request));
    if (!request || !response) continue;
    const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
    return new URL(request.url).searchParams.get('sha256') === hex.join('');
  }
  return false;
}

/** Puts other bytes of the same length into the cache. */
async function spoil(file: string): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const request = (await cache.keys()).find(({ url }) => url.includes(`/${file}?`));
    const response = request && (await cache.match(request));
    if (!request || !response) continue;
    await cache.put(
      request,
      new Response(new Uint8Array((await response.arrayBuffer()).byteLength)),
    );
  }
}
