import { expect, test } from './support/test';

test('an item opens in a panel with image, attribution, neighbours, link and download', async ({
  overlook,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await overlook.open('/?q=storage+tanks');
  const [first, second] = await overlook.answered('storage tanks');
  await page.locator(`[data-item="${first?.id}"] a`).first().click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('heading', { level: 2 })).toBeVisible();
  await expect(panel.locator('img').first()).toHaveJSProperty('complete', true);
  await expect(panel).toContainText('Attribution');
  await expect(panel).toContainText('Licence');
  await expect(panel.getByRole('region', { name: 'Neighbours' }).getByRole('link')).not.toHaveCount(
    0,
  );
  await expect(page).toHaveURL(new RegExp(`item=${first?.id}`));

  await panel.getByRole('button', { name: /copy link/i }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  const download = page.waitForEvent('download');
  await panel.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).not.toBe('');

  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`item=${second?.id}`));
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('a link to an item opens its panel; "more like this" leads on', async ({ overlook, page }) => {
  await overlook.open('/?q=airport');
  const [first] = await overlook.answered('airport');
  const id = first?.id ?? '';
  await overlook.open(`/?item=${id}`);
  await page.getByRole('dialog').getByRole('link', { name: 'More like this' }).click();
  await expect(page).toHaveURL(new RegExp(`/image/?\\?item=${id}`));
  const alike = await overlook.ranking();
  expect(alike.length).toBeGreaterThan(0);
  // The query's own item is left out.
  expect(alike.map((result) => result.id)).not.toContain(id);
});
