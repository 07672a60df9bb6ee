import { Overlook } from './support/overlook';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

test('a text that is long, blank or of unusual letters: an answer or a message, and nothing lost', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  const text = 'many storage tanks beside a road and '.repeat(271).slice(0, 10_000);
  expect(text).toHaveLength(10_000);
  await overlook.search(text);
  await expect(page.getByText('longer than the model reads')).toBeVisible();

  await overlook.searchbox.fill('   \t  ');
  await expect(overlook.status).toContainText('There is nothing to search for yet');
  await overlook.search('airport');

  for (const [name, unusual] of [
    ['emoji', '✈️ 🛢️ 🌊'],
    ['right-to-left', 'خزانات كبيرة بجانب الطريق'],
    ['Hebrew and Latin mixed', 'נמל harbour'],
    ['another alphabet', '機場'],
    ['zero-width and control characters', 'a\u200bir\u0007port\ufeff'],
    ['markup', '<img src=x onerror=alert(1)> & "quotes"'],
  ] as const) {
    await test.step(name, async () => {
      await overlook.searchbox.fill(unusual);
      const message = page.getByText(/knows none of these symbols|nothing to search for yet/);
      await expect(overlook.results.or(message).first()).toBeVisible();
      await expect(overlook.searchbox).toHaveValue(/./);
      await overlook.search('airport');
    });
  }
});

test('parameters that are not understood are told and replaced', async ({ overlook, page }) => {
  const broken = 'index=magic&backend=abacus&captions=maybe&gallery=../../secret';
  await overlook.open(`/?q=airport&k=0&${broken}`);
  await overlook.answered('airport');
  for (const words of [
    /k=0 is out of range/,
    /index=magic is not understood/,
    /backend=abacus is not understood/,
    /captions=maybe is not understood/,
    /gallery=.* is not understood/,
  ]) {
    await expect(page.getByText(words)).toBeVisible();
  }
  for (const [k, words] of [
    ['100000', /k=100000 is out of range/],
    ['-3', /k=-3 is out of range/],
    ['many', /k=many is not understood/],
  ] as const) {
    await page.goto(`/?q=airport&k=${k}`);
    await overlook.answered('airport');
    await expect(page.getByText(words)).toBeVisible();
  }
});

test('an item that is not there and a broken embedding are told, and another picture may be chosen', async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(3));
  await overlook.open('/?item=no-such-item');
  await overlook.errorCode('item-unknown');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page).not.toHaveURL(/item=/);
  await overlook.open('/image?item=no-such-item');
  await overlook.errorCode('item-unknown');
  for (const e of ['***', 'AAAA', 'A'.repeat(342)]) {
    await overlook.open(`/image?e=${encodeURIComponent(e)}`);
    await overlook.errorCode('embedding-broken');
    await expect(page.getByRole('button', { name: 'Choose another file' })).toBeVisible();
  }
});

test('an unknown gallery or model is told', async ({ page }) => {
  // Not the fixture: the browser rightly complains of files that are not there.
  const overlook = new Overlook(page);
  await page.goto('/?gallery=nowhere');
  await overlook.errorCode('gallery-unknown');
  await page.goto('/?model=nothing');
  await overlook.errorCode('model-unknown');
});

test('an address that leads nowhere shows a page that leads back', async ({ page }) => {
  const response = await page.goto('/nowhere');
  expect(response?.status()).toBe(404);
  await page.getByRole('link', { name: 'Search images' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search images' })).toBeVisible();
});
