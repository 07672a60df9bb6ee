import type { Page } from '@playwright/test';
import { accessible } from './support/axe';
import { expect, test } from './support/test';

const filters = (page: Page) => page.getByRole('region', { name: 'Filters' });
const inForce = (page: Page) => page.getByRole('list', { name: 'Filters in force' });

test('filters narrow the results, are in the address, and Back takes them back', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=trees');
  await overlook.answered('trees');
  await page.getByRole('button', { name: 'Filters' }).click();
  const beach = filters(page).getByRole('checkbox', { name: /^Beach \d+$/ });
  await beach.check();
  await expect(page).toHaveURL(/[?&]category=beach/);
  const results = overlook.results.getByRole('listitem');
  await expect(results.first()).toHaveAttribute('data-item', /^beach/);
  const found = await overlook.ranking();
  expect(found.every(({ id }) => id.startsWith('beach'))).toBe(true);
  await filters(page).getByLabel('Sort by').selectOption('name');
  await expect(page).toHaveURL(/[?&]sort=name/);
  await accessible(page, 'filters');

  await page.reload();
  await overlook.answered('trees');
  await expect(inForce(page).getByRole('listitem')).toHaveText(/Beach/);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=name/);
  await inForce(page).getByRole('button', { name: 'Remove the filter beach' }).click();
  await expect(inForce(page)).toHaveCount(0);

  // A value that the gallery lacks is listed, and leaves nothing.
  await overlook.open('/?q=trees&category=no+such+place');
  await expect(page.getByText('Nothing passes the filters').first()).toBeVisible();
  await inForce(page).getByRole('button').click();
  await expect(results.first()).toBeVisible();
});

test('Escape closes the filters and gives the focus back to their button', async ({
  overlook,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await overlook.open('/?q=trees');
  await overlook.answered('trees');
  const button = page.getByRole('button', { name: 'Filters' });
  const border = () => button.evaluate((one) => getComputedStyle(one).borderTopColor);
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  const closed = await border();
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(border).not.toBe(closed);
  await filters(page).getByLabel('Sort by').focus();
  await page.keyboard.press('Escape');
  await expect(filters(page)).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.press('Enter');
  await button.press('Escape');
  await expect(filters(page)).toHaveCount(0);
  await expect(page).toHaveURL(/[?&]q=trees/);
});

test('sorting by name is over all of the results, not over those on show', async ({ overlook }) => {
  const listed = async (k: number) => {
    await overlook.open(`/?q=harbor&sort=name&k=${k}`);
    await overlook.answered('harbor');
    return (await overlook.ranking()).map(({ id }) => id);
  };
  const [few, many] = [await listed(12), await listed(60)];
  expect(many).toHaveLength(60);
  expect(few).toEqual(many.slice(0, 12));
  expect(few).toEqual(few.toSorted());
});

test('copies take one card, which opens', async ({ overlook, page }) => {
  // The gallery holds one photograph twice.
  await overlook.open('/?like=airplane_01');
  await overlook.answered('1 marked example');
  const stacks = overlook.results.locator('[data-copies="1"]');
  await expect(stacks).toHaveCount(1);
  const open = stacks.getByRole('button', { name: /^1 near-identical to/ });
  const before = await overlook.results.getByRole('listitem').count();
  await open.click();
  await expect(open).toHaveAttribute('aria-expanded', 'true');
  await expect(overlook.results.getByRole('listitem')).toHaveCount(before + 1);
  await expect(page).toHaveURL(/[?&]stack=airplane_0[12]/);
  await accessible(page, 'an open stack');
  await page.reload();
  await expect(overlook.results.getByRole('listitem')).toHaveCount(before + 1);
  await page.goBack();
  await expect(overlook.results.getByRole('listitem')).toHaveCount(before);
});
