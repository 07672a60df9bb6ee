import type { Page } from '@playwright/test';
import { accessible } from './support/axe';
import { Overlook } from './support/overlook';
import { LOADING, minutes } from './support/patience';
import { changed, corrupted } from './support/site';
import { expect, test } from './support/test';

const map = (page: Page) => page.getByRole('application', { name: 'Map of the gallery' });
const shown = (page: Page) => page.getByRole('list', { name: 'In view' }).getByRole('listitem');
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Selection' });

test.describe.configure({ timeout: minutes(4) });

test('the atlas: a query lights up its region, areas are selected, and the address keeps the place', async ({
  overlook,
  page,
}) => {
  await overlook.open('/atlas');
  await expect(map(page)).toBeVisible({ timeout: LOADING });
  await expect(page.getByText('2,100 pictures in view')).toBeVisible();
  await expect(map(page)).toHaveAttribute('data-positions', 'file');
  const regions = page.getByRole('list', { name: 'Regions' }).getByRole('button');
  await expect(regions.first()).toBeVisible({ timeout: LOADING });

  // What looks like the words lies together: the first results surround the first of them.
  await overlook.searchbox.fill('storage tanks');
  await expect(page.getByText(/^[\d,]+ of 2,100 look like “storage tanks”/).first()).toBeVisible();
  await expect(shown(page).first()).toHaveAttribute('data-item', /^storagetanks/);
  await accessible(page, 'the atlas, lit up');

  // By a region's name to the region; the address says where.
  // With no words the list goes from the middle outwards; before that it is ranked by them.
  await overlook.searchbox.fill('');
  await expect(page.getByText('2,100 pictures in view')).toBeVisible();
  await regions.filter({ hasText: 'Harbor' }).first().click();
  await expect(page).toHaveURL(/[?&]x=[\d.]+&y=[\d.]+&z=5/);
  await expect(page.getByText('2,100 pictures in view')).toHaveCount(0);
  await expect(page.locator('[data-item^="harbor"]').first()).toBeVisible();
  const first = await shown(page).first().getAttribute('data-item');
  await page.reload();
  await expect(shown(page).first()).toHaveAttribute('data-item', first ?? '', { timeout: LOADING });

  // By keys: nearer, sideways, and the picture in the middle.
  await map(page).focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/z=7\.5/);
  await page.keyboard.press('ArrowRight');
  await expect(page).not.toHaveURL(/z=5(&|$)/);

  // An area, by a drag with shift.
  const box = await map(page).boundingBox();
  if (!box) throw new Error('The map has no place.');
  const [left, top] = [box.x + 20, box.y + 20];
  const [right, bottom] = [box.x + box.width - 20, box.y + box.height - 20];
  await page.keyboard.down('Shift');
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (const [x, y] of [
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ] as const) {
    await page.mouse.move(x, y, { steps: 3 });
  }
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(toolbar(page)).toContainText(/\d+ selected/);
  const selected = page.getByRole('list', { name: 'Selected pictures' });
  await toolbar(page).getByRole('button', { name: 'Show selected' }).click();
  await expect(selected.getByRole('listitem').first()).toBeInViewport();
  await expect(map(page)).toBeVisible();
  await expect(shown(page)).toHaveCount(0);
  await toolbar(page).getByRole('button', { name: 'Show selected' }).click();

  // A picture of the list opens its panel, and Back closes it.
  await shown(page).first().getByRole('link').first().click();
  await expect(page).toHaveURL(/[?&]item=/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what an address of the atlas holds and cannot be used is told', async ({
  overlook,
  page,
}) => {
  await overlook.open('/atlas?z=1000&x=left');
  await expect(page.getByText('z=1000 is not understood')).toBeVisible();
  await expect(page.getByText('x=left is not understood')).toBeVisible();
});

test('filters of the address leave out pictures of the map, and each region has a name of its own', async ({
  overlook,
  page,
}) => {
  await overlook.open('/atlas?category=harbor&category=beach');
  await expect(page.getByText('200 pictures in view')).toBeVisible({ timeout: LOADING });
  const regions = page.getByRole('list', { name: 'Regions' }).getByRole('button');
  await expect(regions.first()).toBeVisible();
  const names = (await regions.allInnerTexts()).map((text) => text.replace(/[\d,\s]+$/, ''));
  expect(new Set(names).size).toBe(names.length);
  for (const id of await shown(page).evaluateAll((all) => all.map((one) => one.dataset.item))) {
    expect(id).toMatch(/^(harbor|beach)/);
  }
  await page.getByRole('button', { name: 'Select all in view' }).click();
  await expect(toolbar(page)).toContainText('200 selected');

  await overlook.searchbox.fill('boats');
  await expect(page.getByText(/^[\d,]+ of 200 look like “boats”/).first()).toBeVisible();
  await overlook.searchbox.fill('');
  await page.getByRole('button', { name: 'Filters (2)' }).click();
  await accessible(page, 'the atlas with its filters');
  await page.getByRole('button', { name: 'Remove the filter beach' }).click();
  await expect(page.getByText('100 pictures in view')).toBeVisible();
  await expect(page).toHaveURL(/[?&]category=harbor(&|$)/);
  await page.goBack();
  await expect(page.getByText('200 pictures in view')).toBeVisible();
});

test('the positions that a gallery came with are fetched for the Atlas alone; where they cannot be used they are computed', async ({
  ownSite,
  page,
}) => {
  const folder = '/galleries/overlook';
  const positions = `${folder}/atlas.bin`;
  const asked = () => ownSite.asked.filter((path) => path === positions).length;
  const shownFrom = (from: string) =>
    expect(map(page)).toHaveAttribute('data-positions', from, { timeout: LOADING });
  const overlook = new Overlook(page);
  await overlook.open(`${ownSite.url}/?gallery=overlook&q=harbor`);
  await overlook.answered('harbor');
  expect(asked()).toBe(0);

  await test.step('broken: they are computed, and kept by the browser', async () => {
    ownSite.faults.set(positions, corrupted);
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Atlas', exact: true })
      .click();
    await shownFrom('computed');
    await page.reload();
    await shownFrom('storage');
    expect(asked()).toBeGreaterThan(0);
    ownSite.faults.delete(positions);
  });

  await test.step('of other embeddings: they are not even asked for', async () => {
    const manifest = `${folder}/gallery.json`;
    ownSite.faults.set(
      manifest,
      changed(({ atlas, ...rest }) => ({
        ...rest,
        atlas: { ...(atlas as object), embeddingsSha256: 'f'.repeat(64) },
      })),
    );
    const before = asked();
    await page.reload();
    await shownFrom('storage');
    expect(asked()).toBe(before);
    ownSite.faults.delete(manifest);
  });

  await test.step('as they were built: nothing is computed', async () => {
    await page.evaluate(() => indexedDB.deleteDatabase('overlook-atlas'));
    await page.reload();
    await shownFrom('file');
    await expect(page.getByText(/^[\d,]+ of 540 look like “harbor”/).first()).toBeVisible();
    expect(await page.evaluate(() => indexedDB.databases())).not.toContainEqual(
      expect.objectContaining({ name: 'overlook-atlas' }),
    );
  });
});
