import type { Response } from '@playwright/test';
import { Overlook } from './support/overlook';
import { expect, test } from './support/test';

test('every response carries the headers, and no policy lets eval or inline code through', async ({
  page,
  context,
}) => {
  // Not the fixture: the browser rightly complains of the address where there is nothing.
  const overlook = new Overlook(page);
  const responses: Response[] = [];
  context.on('response', (response) => responses.push(response));
  await overlook.open('/?q=airport');
  await overlook.answered('airport');
  await page.goto('/image');
  await overlook.ready();
  await page.goto('/nowhere');

  const seen = responses.filter((response) => response.url().startsWith('http'));
  expect(seen.length).toBeGreaterThan(20);
  for (const response of seen) {
    const headers = await response.allHeaders();
    expect(headers, response.url()).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = headers['content-security-policy'];
    expect(policy, response.url()).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/'unsafe-(eval|inline|hashes)'|\*|https?:/);
  }
});

test('files are sent compressed, and hashed ones are kept for ever', async ({ request, page }) => {
  const found = page.waitForResponse(/ort-wasm-simd-threaded.*\.wasm/);
  await page.goto('/');
  const headers = await (await found).allHeaders();
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/wasm',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const again = await request.get('/models/compact/model.json');
  expect(again.headers()['cache-control']).toBe('no-cache');
});

test('no violation of the policy is reported while the page is used', async ({
  overlook,
  page,
}) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  await overlook.open('/?q=airport');
  await overlook.answered('airport');
  await page.getByRole('link', { name: 'Image', exact: true }).click();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  expect(
    await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations),
  ).toEqual([]);
});
