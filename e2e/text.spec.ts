import { shippedGallery } from './support/galleries';
import { ids, Overlook } from './support/overlook';
import { expect, test } from './support/test';

test('typing words ranks the gallery, and the address brings the same ranking back @engine', async ({
  overlook,
  page,
  backend,
}) => {
  await overlook.open(`/?backend=${backend}`);
  await expect(page.locator('html')).toHaveAttribute('data-backend', backend);
  const found = await overlook.search('storage tanks');
  expect(found).toHaveLength(24);
  const falling = found.map(({ similarity }) => similarity);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await expect(page).toHaveURL(/[?&]q=storage[+%20]+tanks/);

  await page.reload();
  expect(ids(await overlook.answered('storage tanks'))).toEqual(ids(found));
});

test('a link opened elsewhere gives the same ranking', async ({ overlook, page, browser }) => {
  await overlook.open();
  const found = await overlook.search('a bridge over a river');
  await expect(page).toHaveURL(/q=/);
  const context = await browser.newContext();
  const other = await context.newPage();
  const elsewhere = new Overlook(other);
  await other.goto(page.url());
  expect(await elsewhere.answered('a bridge over a river')).toEqual(found);
  await context.close();
});

test('the search box is focused on arrival, and words count before the image tower has come', async ({
  page,
  ownSite,
  overlook,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/models\/.*\/vision.*\.onnx/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${ownSite.url}/`);
  await expect(overlook.searchbox).toBeFocused();
  await page.keyboard.type('forest');
  await overlook.answered('forest');
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'loading');
  release();
  await overlook.ready();
});

test('examples, number of results and captions are in the address; back undoes them', async ({
  overlook,
  page,
}) => {
  const [one = '', other = ''] = shippedGallery().suggestions ?? [];
  await overlook.open();
  const examples = page.getByRole('navigation', { name: 'Example searches' });
  await examples.getByRole('link', { name: one, exact: true }).click();
  await overlook.answered(one);
  await expect(overlook.searchbox).toHaveValue(one);

  await page.getByLabel('Number of results').selectOption('12');
  await expect(overlook.results.getByRole('listitem')).toHaveCount(12);
  await expect(page).toHaveURL(/k=12/);
  await page.getByRole('button', { name: 'Captions' }).click();
  await expect(page).toHaveURL(/captions=true/);

  await examples.getByRole('link', { name: other, exact: true }).click();
  await overlook.answered(other);
  await page.goBack();
  await expect(overlook.searchbox).toHaveValue(one);
  await overlook.answered(one);
});

test('stale answers are dropped: the last word typed is the one that counts', async ({
  overlook,
}) => {
  await overlook.open();
  const expected = await overlook.search('airport');
  await overlook.searchbox.fill('');
  await overlook.searchbox.pressSequentially('beach bridge airport', { delay: 15 });
  await overlook.searchbox.fill('airport');
  expect(await overlook.answered('airport')).toEqual(expected);
});

test('words that mean nothing here are told so, and the nearest are shown dimmed', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  await overlook.searchForNothing();
  expect(await overlook.ranking()).toHaveLength(24);
  await expect(page.getByText('Nothing here looks like that')).toBeVisible();
  await expect(overlook.results.getByRole('link', { name: /less certain/ }).first()).toBeVisible();
});

test('exact search gives what HNSW gives, and the status says which one answered', async ({
  overlook,
  page,
}) => {
  const status = page.getByRole('button', { name: /Engine status/ });
  const at = 'gallery=overlook&q=harbour';
  await overlook.open(`/?${at}&index=hnsw`);
  const approximate = ids(await overlook.answered('harbour'));
  await status.click();
  await expect(page.getByRole('dialog', { name: 'Engine status' })).toContainText('HNSW');
  await overlook.open(`/?${at}&index=exact`);
  const exact = ids(await overlook.answered('harbour'));
  await status.click();
  await expect(page.getByRole('dialog', { name: 'Engine status' })).toContainText('exact search');
  const shared = exact.filter((id) => approximate.includes(id)).length;
  expect(shared / exact.length).toBeGreaterThanOrEqual(0.95);
});

test('the keyboard walks the grid', async ({ overlook, page }) => {
  await overlook.open('/?q=storage+tanks');
  const [first, second] = await overlook.answered('storage tanks');
  const cell = (id = '') => page.locator(`[data-item="${id}"] a`).first();
  await cell(first?.id).focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell(second?.id)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(cell(first?.id)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`item=${first?.id}`));
  await page.keyboard.press('Escape');
  await expect(cell(first?.id)).toBeFocused();
});
