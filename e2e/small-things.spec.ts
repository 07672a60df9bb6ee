import { accessible } from './support/axe';
import { shippedItems } from './support/galleries';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';
import { fileTransfer, paste } from './support/transfer';

test('keys lead past the bar and to the search', async ({ overlook, page }) => {
  await overlook.open('/atlas');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await page.locator('body').press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await page.keyboard.press('/');
  await expect(overlook.searchbox).toBeFocused();
  // Where something is being typed it is a character.
  await page.keyboard.type('a/c');
  await expect(overlook.searchbox).toHaveValue('a/c');
});

test('pictures are shown smaller or larger, at the next visit too', async ({ overlook, page }) => {
  await overlook.open('/?q=trees');
  await overlook.answered('trees');
  const width = async () =>
    (await overlook.results.getByRole('listitem').first().boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Pictures' }).selectOption('large');
  await expect.poll(width).toBeGreaterThan(before * 1.2);
  await page.reload();
  await overlook.answered('trees');
  await expect.poll(width).toBeGreaterThan(before * 1.2);
});

test('a result that is dragged onto the search is searched by', async ({ overlook, page }) => {
  await overlook.open('/?q=golf+course');
  await overlook.answered('golf course');
  const card = overlook.results.getByRole('listitem').first();
  const id = (await card.getAttribute('data-item')) ?? '';
  await card.getByRole('link').first().dragTo(overlook.searchbox);
  await expect(page).toHaveURL(new RegExp(`/image\\?item=${id}`));
});

test('a link that is followed right after typing leads there, and Back to what was typed', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  await overlook.searchbox.fill('harbor');
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Image' })
    .click();
  await expect(page).toHaveURL(/\/image/);
  await expect(page.getByRole('heading', { name: 'Search images by picture' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/[?&]q=harbor/);
  await overlook.answered('harbor');
});

test('a picture that is brought right after typing leads to its results, and Back to what was typed', async ({
  overlook,
  page,
}) => {
  // The page change waits for the server until the typed words are in the address, which must not end it.
  let go = () => {};
  const typed = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(/\/image(\.txt|\/__next)/, async (route) => {
    await typed;
    await route.continue();
  });
  await overlook.open('/');
  const [image] = shippedItems(1);
  const picture = await fileTransfer(page, image?.path ?? '');
  await overlook.searchbox.fill('harbor');
  await paste(page, picture);
  await expect(page).toHaveURL(/[?&]q=harbor/);
  go();
  await expect(page).toHaveURL(/\/image\/?\?.*e=/, { timeout: LOADING });
  expect((await overlook.ranking())[0]?.id).toBe(image?.id);
  await page.goBack();
  await expect(page).toHaveURL(/[?&]q=harbor/);
});

test('a small picture is shown at its own size, and zoomed by buttons, keys and wheel', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=golf+course');
  await overlook.answered('golf course');
  await overlook.results.getByRole('link').first().click();
  const frame = page.getByRole('region', { name: /^Picture:/ });
  const width = async () =>
    Math.round((await frame.getByRole('img').first().boundingBox())?.width ?? 0);
  await expect.poll(width).toBe(256);
  await frame.getByRole('button', { name: 'Show all of it' }).click();
  await expect.poll(width).toBeGreaterThan(256);
  await frame.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(width).toBe(256);
  // The arrow keys lead from item to item until there is something to move.
  const item = () => new URL(page.url()).searchParams.get('item');
  const first = item();
  await frame.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(600);
  await page.keyboard.press('ArrowRight');
  expect(item()).toBe(first);
  await page.keyboard.press('0');
  await page.keyboard.press('ArrowRight');
  await expect.poll(item).not.toBe(first);
  await expect.poll(width).toBe(256);
  await frame.hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(width).toBeGreaterThan(256);
});

test('what is searched can be read on a phone and at 400%', async ({ overlook, page }) => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(viewport);
    await overlook.open('/');
    const name = page.getByRole('button', { name: /^Gallery:/ }).locator('span');
    await expect(name).toHaveText('Aerial photographs');
    expect(await name.evaluate((span) => span.scrollWidth <= span.clientWidth)).toBe(true);
  }
});

test('forced colours keep what is chosen, and the colours of words', async ({ overlook, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await overlook.open('/?q=golf+course');
  await overlook.answered('golf course');
  const background = (name: string) =>
    page
      .getByRole('link', { name, exact: true })
      .first()
      .evaluate((link) => getComputedStyle(link).backgroundColor);
  expect(await background('Text')).not.toBe(await background('Atlas'));
  expect(await background('golf course')).not.toBe(await background('runway'));
  await accessible(page, 'results in forced colours');

  await overlook.open('/find?sample=works&q=storage+tanks,trees');
  const answers = page.getByRole('list', { name: 'Answers' });
  await expect(answers.getByRole('listitem')).toHaveCount(2, { timeout: LOADING });
  const swatches = await answers
    .locator('[data-swatch]')
    .evaluateAll((all) => all.map((swatch) => getComputedStyle(swatch).backgroundColor));
  expect(new Set(swatches).size).toBe(2);
  await page.getByText('Advanced').click();
  const method = (name: string) =>
    page
      .getByText(name, { exact: true })
      .evaluate((label) => getComputedStyle(label).backgroundColor);
  expect(await method('Dense')).not.toBe(await method('Tiles'));
  await accessible(page, 'answers in forced colours');
});

test('words go along between the search and the Atlas, and not into Find', async ({
  overlook,
  page,
}) => {
  await overlook.open('/');
  await overlook.searchbox.fill('runway');
  const view = (name: string) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true });
  await view('Atlas').click();
  await expect(page).toHaveURL(/\/atlas\/?\?q=runway/);
  await expect(view('Find')).toHaveAttribute('href', /\/find\/?$/);
  await view('Text').click();
  await expect(page).toHaveURL(/\/\?q=runway/);
  await overlook.answered('runway');
});
