import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { accessible } from './support/axe';
import { ids } from './support/overlook';
import { expect, test } from './support/test';

const chips = (page: Page) => page.getByRole('group', { name: 'Query' }).getByRole('listitem');
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Selection' });

test('"without" offers a minus, which survives a reload, Back and a link', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  await overlook.search('river without bridge');
  const read = ids(await overlook.ranking());
  await page.getByRole('button', { name: 'Find “river” and leave out “bridge”' }).click();
  await expect(page).toHaveURL(/[?&]q=river&minus=bridge$/);
  await expect(chips(page)).toHaveCount(2);
  await overlook.answered('river without bridge');
  const left = ids(await overlook.ranking());
  expect(left).not.toEqual(read);

  await page.reload();
  await overlook.answered('river without bridge');
  expect(ids(await overlook.ranking())).toEqual(left);

  await chips(page).filter({ hasText: 'bridge' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/[?&]q=river$/);
  await expect(chips(page)).toHaveCount(0);
  await page.goBack();
  await expect(chips(page)).toHaveCount(2);
});

test('a weight changes the ranking, and stands in the address', async ({ overlook, page }) => {
  await overlook.open('/?q=river&minus=bridge');
  const before = await overlook.ranking();
  await page.getByRole('button', { name: 'Weight of bridge' }).click();
  await page.getByRole('slider', { name: 'Weight of bridge' }).fill('0.1');
  await expect(page).toHaveURL(/[?&]w=1(,|%2C)0\.1$/);
  await expect
    .poll(async () => (await overlook.ranking())[0]?.similarity)
    .not.toBe(before[0]?.similarity);
});

test('examples are marked by mouse and by key, and counter-examples go', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  const [first] = ids(await overlook.search('stadium'));
  const card = overlook.results.locator(`[data-item="${first}"]`);
  await card.hover();
  await card.getByRole('button', { name: 'More like this' }).click();
  await expect(page).toHaveURL(new RegExp(`[?&]like=${first}$`));
  const [, second] = ids(await overlook.answered('stadium + 1 marked example'));
  await overlook.results.locator(`[data-item="${second}"] [data-cell]`).focus();
  await page.keyboard.press('-');
  await expect(page).toHaveURL(new RegExp(`unlike=${second}$`));
  await expect(chips(page)).toHaveCount(3);
  await expect(overlook.results.locator(`[data-item="${second}"]`)).toHaveCount(0);
  await expect(card.getByRole('button', { name: 'More like this' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('a selection takes a range, survives a query and a reload, and is exported', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  const ranked = ids(await overlook.search('airport'));
  await expect(toolbar(page)).toHaveCount(0);
  await page.locator('[data-cell="1"]').focus();
  await page.keyboard.press('x');
  await overlook.results
    .getByRole('checkbox', { name: 'Select' })
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await expect(toolbar(page)).toContainText('5 selected');
  await overlook.search('forest');
  await expect(toolbar(page)).toContainText('5 selected');
  await page.reload();
  await overlook.ready();
  await expect(toolbar(page)).toContainText('5 selected');

  const chosen = ranked.slice(1, 6);
  const csv = strFromU8(await save('CSV'));
  expect(
    csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(chosen);
  const json = JSON.parse(strFromU8(await save('JSON'))) as {
    items: { id: string; file: string }[];
  };
  expect(json.items.map(({ id }) => id)).toEqual(chosen);
  const zip = unzipSync(await save('ZIP'));
  const names = [
    ...json.items.map(({ file }) => `images/${file}`),
    'manifest.json',
    'manifest.csv',
  ];
  expect(Object.keys(zip)).toEqual(names);

  await toolbar(page).getByRole('button', { name: 'Clear the selection' }).click();
  await expect(toolbar(page)).toHaveCount(0);

  async function save(kind: string): Promise<Uint8Array> {
    await toolbar(page).getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page
      .getByRole('group', { name: 'Export as' })
      .getByRole('button', { name: new RegExp(`^${kind}`) })
      .click();
    return new Uint8Array(readFileSync(await (await saved).path()));
  }
});

test('what is selected is shown in place of the results, whatever is asked', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  const [first, second] = ids(await overlook.search('airport'));
  for (const cell of [0, 1]) {
    await page.locator(`[data-cell="${cell}"]`).focus();
    await page.keyboard.press('x');
  }
  const found = ids(await overlook.search('forest'));
  expect(found).not.toContain(first);
  const toggle = toolbar(page).getByRole('button', { name: 'Show selected' });
  const selected = page.getByRole('list', { name: 'Selected pictures' });
  const shown = () =>
    selected.getByRole('listitem').evaluateAll((all) => all.map((one) => one.dataset.item));
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(toggle).toBeFocused();
  expect(await shown()).toEqual([first, second]);
  await expect(overlook.results).toHaveCount(0);
  await accessible(page, 'what is selected');

  // The panel leads from one to the other; what is taken out leaves the list.
  await selected.getByRole('link').first().click();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`[?&]item=${second}`));
  await page.keyboard.press('Escape');
  await selected
    .locator(`[data-item="${first}"]`)
    .getByRole('checkbox', { name: 'Select' })
    .click();
  expect(await shown()).toEqual([second]);

  await toggle.press('Enter');
  expect(ids(await overlook.ranking())).toEqual(found);
  // Who asks something else wants its results.
  await toggle.press('Enter');
  await expect(selected).toBeVisible();
  await overlook.search('airport');
  await expect(selected).toHaveCount(0);
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  // Nothing is left of it once nothing is selected.
  await toggle.press('Enter');
  await selected.getByRole('checkbox', { name: 'Select' }).click();
  await expect(toolbar(page)).toHaveCount(0);
  await expect(overlook.results).toBeVisible();
});

test('what a link holds and cannot be used is told', async ({ overlook, page }) => {
  await overlook.open('/?q=river&like=no-such-item');
  await overlook.errorCode('item-unknown');
  await page.goto('/?q=river&w=99');
  await expect(page.getByText('w=99 is not understood')).toBeVisible();
});

test('a concept is kept from marks, is a chip with its name, and goes by file', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  const [first, second] = ids(await overlook.search('golf course'));
  await page.goto(`/?like=${first}&like=${second}`);
  await overlook.answered('2 marked examples');
  await page.getByRole('button', { name: 'Keep as concept…' }).click();
  await page.getByRole('textbox', { name: 'Name of the concept' }).fill('golf');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Kept as “golf”' })).toBeVisible();

  const menu = page.getByRole('group', { name: 'Concepts' });
  await page.getByRole('button', { name: 'Concepts' }).click();
  const saved = page.waitForEvent('download');
  await menu.getByRole('button', { name: 'Export all' }).click();
  const file = await (await saved).path();
  await menu.getByRole('button', { name: 'Forget golf' }).click();
  await expect(menu.getByText('No concepts yet.')).toBeVisible();
  await menu.getByLabel('File of concepts').setInputFiles({
    name: 'concepts.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"no": "concepts"}'),
  });
  await expect(menu.getByText('The concepts cannot be read')).toBeVisible();
  await menu.getByLabel('File of concepts').setInputFiles(file);

  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('button', { name: 'Concepts' }).click();
  await menu.getByRole('button', { name: /^golf/ }).click();
  await expect(chips(page)).toHaveText(['golf']);
  await expect(page).toHaveURL(/[?&]e=[\w-]+$/);
  await overlook.answered('a picture or concept');
  expect(ids(await overlook.ranking())).toContain(first);
});
