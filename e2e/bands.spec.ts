import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './support/axe';
import { ROOT } from './support/paths';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

/** Four bands of eight bits; the file does not say what they are. */
const LANDSAT = join(ROOT, 'public/samples/landsat-2020.tif');

const embedding = (page: Page) => new URL(page.url()).searchParams.get('e');

test('a picture is shown in the bands that are chosen, and the search and Find follow', async ({
  overlook,
  page,
}) => {
  await overlook.open();
  await overlook.bring(LANDSAT);
  const card = page.getByRole('region', { name: 'Query image' });
  const before = embedding(page);
  await card.getByText('Bands 1, 2, 3 of 4', { exact: true }).click();
  await expect(card).toContainText('they are taken in their order');
  await expect(card).toContainText('Values from 0 to 255');
  await accessible(page, 'the bands of a picture');
  await card.getByLabel('Red').selectOption('3');
  await card.getByRole('button', { name: 'Show' }).click();
  await expect(card.getByText('Bands 4, 2, 3 of 4', { exact: true })).toBeVisible({
    timeout: LOADING,
  });
  await expect.poll(() => embedding(page), { timeout: LOADING }).not.toBe(before);
  await expect.poll(() => embedding(page), { timeout: LOADING }).not.toBeNull();

  // What cannot be is said beside the form, and the picture stays.
  await card.getByLabel('Black at').fill('90');
  await card.getByLabel('White at').fill('10');
  await card.getByRole('button', { name: 'Show' }).click();
  await expect(card.getByRole('alert')).toContainText('must be less than');

  await card.getByRole('link', { name: 'Find in this picture' }).click();
  await expect(page).toHaveURL(/\/find\?.*upload=[a-z0-9]+-4\.2\.3/);
  await page.getByText('Bands 4, 2, 3 of 4', { exact: true }).click();
  await page.getByLabel('Grey from one band').check();
  await page.getByLabel('Band', { exact: true }).selectOption('1');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/upload=[a-z0-9]+-2(&|$)/, { timeout: LOADING });
  await expect(page.getByText('Band 2 of 4 in grey', { exact: true })).toBeVisible();

  // A link to it wants the file again, and shows it in the same bands.
  await page.reload();
  await overlook.ready();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the picture' }).click();
  await (await chooser).setFiles(LANDSAT);
  await expect(page.getByText('Band 2 of 4 in grey', { exact: true })).toBeVisible({
    timeout: LOADING,
  });
});

test('a scene is read again in the bands that are chosen', async ({ overlook, page }) => {
  await overlook.open();
  await page.getByLabel('Scene', { exact: true }).setInputFiles(LANDSAT);
  const reading = page.getByRole('region', { name: 'Reading' });
  await expect(reading).toContainText('pictures can be searched.', { timeout: LOADING });
  const before = await overlook.search('a river');
  const first = overlook.results.locator('img').first();
  const thumb = await first.getAttribute('src');

  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('menuitem', { name: 'Your galleries' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your galleries' });
  await expect(dialog).toContainText('bands 1, 2, 3 of 4');
  await dialog.getByRole('button', { name: 'Bands of landsat-2020' }).click();
  await dialog.getByLabel('Grey from one band').check();
  await dialog.getByLabel('Band', { exact: true }).selectOption('3');
  await dialog.getByRole('button', { name: 'Read again in these bands' }).click();
  await expect(dialog).toContainText('bands 4 of 4 (chosen)', { timeout: LOADING });
  await page.keyboard.press('Escape');
  await expect(reading).toContainText('pictures can be searched.', { timeout: LOADING });
  await expect.poll(() => first.getAttribute('src')).not.toBe(thumb);
  await expect
    .poll(async () => JSON.stringify(await overlook.ranking()), { timeout: LOADING })
    .not.toBe(JSON.stringify(before));
  expect((await overlook.ranking()).length).toBe(before.length);
});

test('a sample scene that is a TIFF has its bands to choose, and an address that opens it again', async ({
  overlook,
  page,
}) => {
  await overlook.open('/find');
  await page.locator('[data-sample="landsat-2020"]').click();
  await expect(page).toHaveURL(/sample=landsat-2020/);
  const bands = page.getByText('Bands 1, 2, 3 of 4', { exact: true });
  await expect(bands).toBeVisible({ timeout: LOADING });
  await page.reload();
  await bands.click({ timeout: LOADING });
  await page.getByLabel('Grey from one band').check();
  await page.getByLabel('Band', { exact: true }).selectOption('1');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Band 2 of 4 in grey', { exact: true })).toBeVisible({
    timeout: LOADING,
  });
  await page.goBack();
  await expect(bands).toBeVisible({ timeout: LOADING });
});
