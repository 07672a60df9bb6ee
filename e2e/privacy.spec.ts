import type { Request } from '@playwright/test';
import { shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

test('nothing leaves: no request to another origin, no request with a body, no query in any', async ({
  overlook,
  page,
  context,
  site,
}) => {
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  await overlook.open();
  await overlook.search('unmistakable zeppelin hangar');
  const [image] = shippedItems(1);
  await overlook.pick(image?.path ?? '');
  await expect(page).toHaveURL(/e=/, { timeout: LOADING });
  await overlook.ranking();
  await page.getByRole('list', { name: 'Categories' }).waitFor();

  expect(requests.length).toBeGreaterThan(10);
  for (const request of requests) {
    const url = new URL(request.url());
    if (url.protocol === 'blob:' || url.protocol === 'data:') continue;
    expect(url.origin, request.url()).toBe(site.url);
    expect(['GET', 'HEAD'], `${request.method()} ${request.url()}`).toContain(request.method());
    expect(request.postDataBuffer(), request.url()).toBeNull();
    expect(decodeURIComponent(request.url())).not.toMatch(/zeppelin|[?&]e=/);
  }
});

test('nothing is kept of what was asked: no storage but the files, no cookies', async ({
  overlook,
  page,
  context,
}) => {
  await overlook.open();
  await overlook.search('unmistakable zeppelin hangar');
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(stored).not.toContain('zeppelin');
});

test('a policy that forbids connections elsewhere holds, in the page and in the worker', async ({
  page,
}) => {
  // Not the fixture: the browser rightly complains of what is tried here.
  const overlook = new Overlook(page);
  await overlook.open();
  const elsewhere = () =>
    fetch('https://example.com/').then(
      () => 'sent',
      (error: Error) => error.name,
    );
  expect(await page.evaluate(elsewhere)).toBe('TypeError');
  const worker = page.workers().find((candidate) => candidate.url().includes('turbopack-worker'));
  expect(await worker?.evaluate(elsewhere)).toBe('TypeError');
  // In a task of its own: what the debugger itself calls may evaluate code whatever the policy says.
  const evals = () =>
    new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(String(new Function('return 1')()));
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
  expect(await worker?.evaluate(evals)).toBe('EvalError');
  expect(await page.evaluate(evals)).toBe('EvalError');
});
