import type { Locator, Page } from '@playwright/test';
import { storeInstalled } from '../cli/collection/store/lancedb';
import { accessible } from './support/axe';
import { startCollectionSite } from './support/collection';
import type { Overlook } from './support/overlook';
import { test as base, expect } from './support/test';

const test = base.extend<object, { tiles: string }>({
  tiles: [
    async ({ isolated }, use) => {
      const site = await startCollectionSite(isolated);
      await use(site.url);
      await site.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.skip(!storeInstalled(), 'LanceDB is not installed (npm run collection -- setup).');

const filters = (page: Page) => page.getByRole('region', { name: 'Filters' });
const inForce = (page: Page) => page.getByRole('list', { name: 'Filters in force' });

/** The numbers of the tiles on show: `tile-17` is 17. */
async function shown(overlook: Overlook): Promise<number[]> {
  return (await overlook.ranking()).map(({ id }) => Number(id.slice('tile-'.length)));
}

/** Searches the collection without a filter. */
async function harbors(overlook: Overlook, tiles: string): Promise<void> {
  await overlook.open(`${tiles}/?gallery=remote:tiles&q=harbor`);
  await overlook.answered('harbor');
}

/** Tabs on until a control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach the control.');
}

test('a collection is filtered by its columns with the keyboard, and the address holds it', async ({
  overlook,
  page,
  tiles,
}) => {
  await harbors(overlook, tiles);
  const button = page.getByRole('button', { name: 'Filters' });
  await button.focus();
  await page.keyboard.press('Enter');
  const cloud = filters(page).getByRole('group', { name: 'cloud' });
  await expect(cloud).toContainText('0 to 99');
  await tabTo(page, cloud.getByLabel('From'));
  await page.keyboard.type('10');
  await page.keyboard.press('Tab');
  await page.keyboard.type('11');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]where=cloud:10\.\.11$/);
  const isCloudy = (tile: number) => [10, 11].includes(tile % 100);
  await expect.poll(async () => (await shown(overlook)).every(isCloudy)).toBe(true);
  expect(await shown(overlook)).toHaveLength(8);

  const town = filters(page).getByRole('checkbox', { name: /^town 1\d\d$/ });
  await tabTo(page, town);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/where=cloud:10\.\.11;land\+cover:town$/);
  const clear = filters(page).getByLabel('clear', { exact: true });
  await tabTo(page, clear);
  await page.keyboard.press('y');
  await expect(page).toHaveURL(/;clear:true$/);
  const wanted = Array.from({ length: 400 }, (_, i) => i).filter(
    (i) => i % 100 === 10 && i % 3 === 2,
  );
  const found = async () => (await shown(overlook)).sort((a, b) => a - b);
  await expect.poll(found).toEqual(wanted);

  await page.reload();
  await overlook.answered('harbor');
  expect(await found()).toEqual(wanted);
  const chips = inForce(page).getByRole('listitem');
  await expect(chips.filter({ hasText: 'cloud: 10 to 11' })).toBeVisible();
  await expect(chips.filter({ hasText: 'clear: yes' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/land\+cover:town$/);
  await expect(inForce(page)).not.toContainText('clear');
  await page.goForward();

  await inForce(page).getByRole('button', { name: 'Remove the filter cloud: 10 to 11' }).click();
  await expect(page).toHaveURL(/where=land\+cover:town;clear:true$/);
  await expect.poll(async () => (await shown(overlook)).every((i) => i % 6 === 2)).toBe(true);
  await inForce(page).getByRole('button', { name: 'Remove all filters' }).click();
  await expect(inForce(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/where=/);
});

test('more columns are folded, and a text of many values is typed', async ({
  overlook,
  page,
  tiles,
}) => {
  await harbors(overlook, tiles);
  await page.getByRole('button', { name: 'Filters' }).click();
  const scene = filters(page).getByRole('group', { name: 'scene' });
  await scene.getByLabel('Exactly').fill('scene 17');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(overlook)).toEqual([17]);
  await scene.getByLabel('Exactly').fill('scene 18');
  await scene.getByRole('button', { name: 'Add' }).click();
  await expect(page).toHaveURL(/where=scene:scene\+17,scene\+18$/);
  await expect.poll(async () => (await shown(overlook)).sort((a, b) => a - b)).toEqual([17, 18]);

  const last = filters(page).getByRole('group', { name: 'band 7' });
  await expect(last).toBeHidden();
  await filters(page).getByText('More filters (3)').click();
  await expect(last).toBeVisible();
  const cloud = filters(page).getByRole('group', { name: 'cloud' });
  await cloud.getByLabel('From').fill('20');
  await cloud.getByLabel('To').fill('10');
  await cloud.getByRole('button', { name: 'Apply' }).click();
  const to = cloud.getByLabel('To');
  const message = await to.evaluate((input: HTMLInputElement) => input.validationMessage);
  expect(message).toBe('To must not be below From.');
  await expect(page).not.toHaveURL(/cloud/);
  await accessible(page, 'filters by columns');
  await page.setViewportSize({ width: 360, height: 740 });
  await accessible(page, 'filters by columns on a phone');
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBeLessThanOrEqual(360);
});

test('an address with a column or value that is not there says so, and never shows more', async ({
  overlook,
  page,
  tiles,
}) => {
  const at = `${tiles}/?gallery=remote:tiles`;
  for (const [where, said] of [
    ['clod:0..20', 'There is no column "clod" here to filter by.'],
    ['cloud:few', 'it holds numbers, and "few" is none of these'],
  ]) {
    await overlook.open(`${at}&q=harbor&where=${where}`);
    await overlook.errorCode('parameter-invalid');
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
    await expect(overlook.results).toHaveCount(0);
  }
  // Without a query too; and the filter can be removed where it is reported.
  await overlook.open(`${at}&where=clod:0..20`);
  await overlook.errorCode('parameter-invalid');
  await inForce(page).getByRole('button', { name: 'Remove the filter clod: 0 to 20' }).click();
  await expect(page.getByRole('list', { name: 'Gallery' }).getByRole('listitem')).not.toHaveCount(
    0,
  );

  await overlook.open(`${at}&q=harbor&where=cloud:`);
  await expect(page.getByText('where=cloud: is not understood and was left out.')).toBeVisible();
  // A gallery of files has no columns.
  await overlook.open('/?q=harbor&where=cloud:0..20');
  await overlook.errorCode('parameter-invalid');
});

test('what the server refuses is shown as it says it', async ({
  overlook,
  page,
  tiles,
  complaints,
}) => {
  // Its columns changed after the page had read them.
  await page.route('**/api/collections/tiles', async (route) => {
    const response = await route.fetch();
    const info = await response.json();
    const columns = [...info.columns, { name: 'gone', type: 'number' }];
    await route.fulfill({ response, json: { ...info, columns } });
  });
  await overlook.open(`${tiles}/?gallery=remote:tiles&q=harbor&where=gone:1`);
  await overlook.errorCode('parameter-invalid');
  const said = /names a column that is not there; these are: datetime/;
  await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
  // The browser tells of each answer with such a status.
  expect(complaints.splice(0).every((text) => text.includes('400'))).toBe(true);
});
