import { answer, box, drawAll, found, listed, mapOf, places, wash } from './support/find';
import { type GalleryFile, shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

const [item] = shippedItems(1) as [GalleryFile];

test('a sample scene is answered: what is here, where, and what is not', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find');
  await page.locator('[data-sample="works"]').click();
  await expect(page).toHaveURL(/sample=works/);
  await box(page).fill('storage tanks, beach');
  await found(page);
  // There are tanks and no beach: whatever the model can judge, it must not say the opposite.
  await expect(answer(page, 'storage tanks')).toHaveAttribute(
    'data-answer',
    /^(seen|cannot-tell)$/,
  );
  await expect(answer(page, 'beach')).toHaveAttribute('data-answer', /^(not-seen|cannot-tell)$/);
  await expect(overlook.status).toContainText(/storage tanks: .*; beach: /);
  await drawAll(page);
  // In the scene they are in the upper left quarter.
  const best = places(page).first();
  await expect(best).toHaveAttribute('data-feature', 'storage tanks');
  const corners = ((await best.getAttribute('data-box')) ?? '').split(',').map(Number);
  const [left = 0, top = 0, right = 0, bottom = 0] = corners;
  expect((left + right) / 2).toBeLessThan(1024);
  expect((top + bottom) / 2).toBeLessThan(1024);
  await best.getByRole('button').first().click();
  await expect(page.locator('g[data-selected]')).toHaveCount(1);
  // The selected place is in the link.
  await expect(page).toHaveURL(new RegExp(`place=${corners.join('(,|%2C)')}`));
  await page.reload();
  await found(page);
  await drawAll(page);
  await expect(page.locator('g[data-selected]')).toHaveAttribute('data-corners', corners.join(','));
});

test('the picture is compared with itself without what was found', async ({ page, overlook }) => {
  await overlook.open('/find?sample=works&q=storage+tanks&scale=0.5');
  await found(page);
  await drawAll(page);
  await page.getByRole('button', { name: 'Compare with the picture as it is' }).click();
  const slider = page.getByRole('slider', { name: 'Without and with what was found' });
  await slider.fill('1');
  const clip = () =>
    page.locator('[data-outlines]').evaluate((e) => e.parentElement?.style.clipPath);
  await expect.poll(clip).toContain('100%');
  await page.getByRole('button', { name: 'Compare with the picture as it is' }).click();
  await expect(slider).toHaveCount(0);
});

test('other words are answered without the picture being encoded again', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find?sample=coast&q=beach');
  await found(page);
  await box(page).fill('beach, baseball field');
  await found(page);
  await expect(answer(page, 'baseball field')).toHaveAttribute(
    'data-answer',
    /^(seen|cannot-tell)$/,
  );
  // Encoding a large scene shows its progress from the first run on; there is none now.
  await expect(page.getByRole('progressbar', { name: 'Picture looked at' })).toHaveCount(0);
});

test('the same link gives the same map @single', async ({ page, overlook, backend }) => {
  const address = `/find?item=${item.id}&q=trees,+buildings&scale=1&t=0.3&backend=${backend}`;
  await overlook.open(address);
  await found(page);
  await drawAll(page);
  await wash(page);
  const [map, list] = [await mapOf(page), await listed(page)];
  await page.reload();
  await found(page);
  await drawAll(page);
  await wash(page);
  expect(await listed(page)).toEqual(list);
  expect(await mapOf(page)).toEqual(map);
});

test('methods, tiles and threshold are in the link and change the map', async ({
  page,
  overlook,
}) => {
  await overlook.open(`/find?item=${item.id}&q=trees`);
  await found(page);
  await drawAll(page);
  await wash(page);
  const size = () =>
    page.locator('canvas[data-map]').evaluate((c: HTMLCanvasElement) => [c.height, c.width]);
  const dense = await size();
  await page.getByRole('radio', { name: 'Tiles' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Rows' }).selectOption('4');
  await expect(page).toHaveURL(/method=tiles/);
  await expect(page).toHaveURL(/tiles=4x/);
  await expect.poll(async () => (await size())[0]).toBe(4);
  expect(dense[0]).toBeGreaterThan(4);
  await page.getByRole('radio', { name: 'Windows' }).check({ force: true });
  await expect(page).toHaveURL(/method=windows/);
  await expect.poll(async () => (await size())[0]).toBeGreaterThan(4);
  await found(page);
  await page.getByRole('slider', { name: 'Threshold' }).fill('1');
  await expect(page).toHaveURL(/[?&]t=1/);
  await expect(places(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page).not.toHaveURL(/[?&]t=/);
});

test('features are shown and hidden, and the map goes with them', async ({ page, overlook }) => {
  await overlook.open('/find?sample=valley&q=river,+farmland&scale=0.5&t=0.3');
  await found(page);
  await drawAll(page);
  await wash(page);
  const both = await places(page).count();
  const map = await mapOf(page);
  await answer(page, 'farmland').getByRole('checkbox').uncheck();
  await expect.poll(() => places(page).count()).toBeLessThan(both);
  expect(await mapOf(page)).not.toEqual(map);
  await page.getByRole('checkbox', { name: /Draw the map relative/ }).check();
  expect(await mapOf(page)).not.toEqual(map);
});

test('by keyboard: places are stepped through, the picture is zoomed and a part is searched', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find?sample=airfield&q=airport,+trees&t=0.2');
  await found(page);
  await drawAll(page);
  const buttons = page.locator('[data-place]');
  await buttons.first().focus();
  await page.keyboard.press('Enter');
  await expect(buttons.first()).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(buttons.nth(1)).toBeFocused();
  await expect(buttons.nth(1)).toHaveAttribute('aria-pressed', 'true');
  const whole = page.getByRole('button', { name: 'Show all of it' });
  await expect(whole).toHaveAttribute('aria-disabled', 'false');
  await page.getByRole('region', { name: /^Picture: Airfield/ }).focus();
  await page.keyboard.press('0');
  await expect(whole).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('+');
  await expect(whole).toHaveAttribute('aria-disabled', 'false');
  await page.getByRole('button', { name: 'Select a part' }).press('Enter');
  const part = page.getByRole('region', { name: 'Selected part' });
  await part.getByRole('spinbutton', { name: 'Left' }).fill('100');
  await expect(part.getByRole('spinbutton', { name: 'Left' })).toHaveValue('100');
  await part.getByRole('button', { name: 'Search for more like the selected part' }).press('Enter');
  await expect(page).toHaveURL(/\/image\/?\?.*e=/, { timeout: LOADING });
  expect((await overlook.ranking()).length).toBeGreaterThan(3);
  await expect(page.getByRole('img', { name: 'Part of Airfield' })).toBeVisible();
  await page.goBack();
  await found(page);
});

test('a part is drawn with the mouse', async ({ page, overlook }) => {
  await overlook.open(`/find?item=${item.id}`);
  await page.getByRole('button', { name: 'Select a part' }).click();
  const stage = page.getByRole('region', { name: /^Picture:/ });
  const area = await stage.boundingBox();
  if (!area) throw new Error('The stage has no size.');
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  await page.mouse.move(x - 100, y - 80);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + 80, { steps: 5 });
  await page.mouse.up();
  const side = async (name: string) =>
    Number(await page.getByRole('spinbutton', { name }).inputValue());
  const [width, height] = [await side('Width'), await side('Height')];
  expect(width / height).toBeGreaterThan(1.15);
  expect(width / height).toBeLessThan(1.35);
  expect(await side('Left')).toBeGreaterThan(0);
});

test('a sample scene that is not there is told, and another picture offered', async ({ page }) => {
  await page.goto('/find?sample=nothing&q=trees');
  await new Overlook(page).errorCode('asset-missing');
  await expect(page.getByRole('button', { name: 'Choose another file' })).toBeVisible();
});

test('why this result: its words are shown in it, and lead on', async ({ page, overlook }) => {
  await overlook.open('/?q=storage+tanks');
  const [first] = await overlook.answered('storage tanks');
  await page.locator(`[data-item="${first?.id}"] a`).first().click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: /Where is “storage tanks”/ }).click();
  await expect(panel.locator('[data-why]')).toContainText(/storage tanks: /, {
    timeout: LOADING,
  });
  await expect(panel.locator('[data-outlines] path').first()).toBeVisible();
  // It stays from result to result.
  await page.keyboard.press('ArrowRight');
  await expect(panel.locator('[data-why]')).toContainText(/storage tanks/, { timeout: LOADING });
  await panel.getByRole('link', { name: 'Find in this image' }).click();
  await expect(page).toHaveURL(/\/find\/?\?item=.*q=storage/);
  await found(page);
});

test('a closer look is offered where things may be parted, and taken back', async ({
  page,
  overlook,
}) => {
  await overlook.open('/find?sample=naip-lax-airport&q=plane');
  await found(page);
  await page.getByRole('button', { name: 'Look closer' }).click();
  await expect(page).toHaveURL(/scale=2/);
  await found(page);
  await expect(answer(page, 'plane')).toHaveAttribute('data-answer', 'seen');
  await page.getByRole('button', { name: 'Look at the usual scale' }).click();
  await expect(page).not.toHaveURL(/scale=/);
  await expect(page.getByRole('button', { name: 'Look closer' })).toBeVisible({ timeout: LOADING });
});
