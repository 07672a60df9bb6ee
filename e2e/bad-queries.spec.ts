import { expect, test } from './support/test';

test('a text of 10,000 characters is searched by what fits, and the page says so', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  const text = 'many storage tanks beside a road and '.repeat(271).slice(0, 10_000);
  expect(text).toHaveLength(10_000);
  await overlook.search(text);
  await expect(page.getByText('longer than the model reads')).toBeVisible();
});

test('blanks are told to be blanks; words afterwards work', async ({ overlook }) => {
  await overlook.open();
  await overlook.searchbox.fill('   \t  ');
  await expect(overlook.status).toContainText('There is nothing to search for yet');
  await overlook.search('airport');
});

test.describe('unusual letters', () => {
  for (const [name, text] of [
    ['emoji', '✈️ 🛢️ 🌊'],
    ['right-to-left', 'خزانات كبيرة بجانب الطريق'],
    ['Hebrew and Latin mixed', 'נמל harbour'],
    ['another alphabet', '機場'],
    ['zero-width and control characters', 'a\u200bir\u0007port\ufeff'],
    ['markup', '<img src=x onerror=alert(1)> & "quotes"'],
  ]) {
    test(`${name}: an answer or a message, and nothing lost`, async ({ overlook, page }) => {
      await overlook.open();
      await overlook.searchbox.fill(text ?? '');
      const message = page.getByText(/knows none of these symbols|nothing to search for yet/);
      await expect(overlook.results.or(message).first()).toBeVisible();
      await expect(overlook.searchbox).toHaveValue(/./);
      await overlook.search('airport');
    });
  }
});

for (const [parameters, words] of [
  ['k=0', /k=0 is out of range/],
  ['k=100000', /k=100000 is out of range/],
  ['k=-3', /k=-3 is out of range/],
  ['k=many', /k=many is not understood/],
  ['index=magic', /index=magic is not understood/],
  ['backend=abacus', /backend=abacus is not understood/],
  ['captions=maybe', /captions=maybe is not understood/],
  ['gallery=../../secret', /gallery=.* is not understood/],
] as const) {
  test(`the parameter ${parameters} is told and replaced`, async ({ overlook, page }) => {
    await overlook.open(`/?q=airport&${parameters}`);
    await overlook.answered('airport');
    await expect(page.getByText(words)).toBeVisible();
  });
}

test('unknown items are told, in both views', async ({ overlook, page }) => {
  await overlook.open('/?item=no-such-item');
  await overlook.errorCode('item-unknown');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page).not.toHaveURL(/item=/);
  await overlook.open('/image?item=no-such-item');
  await overlook.errorCode('item-unknown');
});

test('an unknown gallery is told; the known one is a click away', async ({ page, ownSite }) => {
  const { Overlook } = await import('./support/overlook');
  const overlook = new Overlook(page);
  await page.goto(`${ownSite.url}/?gallery=nowhere`);
  await overlook.errorCode('gallery-unknown');
  await page.goto(`${ownSite.url}/?model=nothing`);
  await overlook.errorCode('model-unknown');
});

for (const [name, e] of [
  ['letters that are none of it', '***'],
  ['cut short', 'AAAA'],
  ['all zeros', 'A'.repeat(342)],
] as const) {
  test(`a broken embedding in a link (${name}) is told, and another picture may be chosen`, async ({
    overlook,
    page,
  }) => {
    await overlook.open(`/image?e=${encodeURIComponent(e)}`);
    await overlook.errorCode('embedding-broken');
    await expect(page.getByRole('button', { name: 'Choose another file' })).toBeVisible();
  });
}

test('an address that leads nowhere shows a page that leads back', async ({ page }) => {
  const response = await page.goto('/nowhere');
  expect(response?.status()).toBe(404);
  await page.getByRole('link', { name: 'Search images' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search images' })).toBeVisible();
});
