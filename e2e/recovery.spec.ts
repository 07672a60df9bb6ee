import type { Page, Worker } from '@playwright/test';
import { Overlook } from './support/overlook';
import { expect, test } from './support/test';

/** The engine's worker; the runtime's threads are workers too, by other addresses. */
function engineWorker(page: Page): Worker | undefined {
  return page.workers().find((worker) => worker.url().includes('turbopack-worker'));
}

/**
 * Whether the page waits for the lock that the worker holds: by its release the page notices a death at once. A worker
 * that dies before it holds the lock is noticed by pings, after a minute.
 */
function watched(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { pending = [] } = await navigator.locks.query();
    return pending.some(({ name }) => name?.startsWith('overlook-engine-'));
  });
}

async function kill(page: Page): Promise<void> {
  await expect.poll(() => engineWorker(page)).toBeDefined();
  await expect.poll(() => watched(page)).toBe(true);
  const worker = engineWorker(page) as Worker;
  const gone = worker.waitForEvent('close');
  await worker.evaluate(() => self.close()).catch(() => {});
  await gone;
}

test('a worker that dies is replaced, and searching goes on', async ({ overlook, page }) => {
  await overlook.open('/?q=airport');
  const before = await overlook.answered('airport');
  // Watched from before: the next engine may be there before the death of the last has been told.
  const loading = page.waitForFunction(() => document.documentElement.dataset.engine === 'loading');
  await kill(page);
  await loading;
  await overlook.ready();
  await overlook.search('bridge');
  expect(await overlook.search('airport')).toEqual(before);
});

test('a search that its worker did not survive is made again', async ({ overlook, page }) => {
  await overlook.open();
  const expected = await overlook.search('storage tanks');
  await overlook.search('airport');
  await page.reload();
  await overlook.ready();
  await kill(page);
  expect(await overlook.search('storage tanks')).toEqual(expected);
});

test('an engine that keeps dying says so, and trying again starts it anew', async ({
  page,
  ownSite,
}) => {
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/`);
  for (let time = 0; time < 3; time += 1) await kill(page);
  await overlook.errorCode('worker-died');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await overlook.ready();
  await overlook.search('airport');
});
