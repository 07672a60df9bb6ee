import { expect, test } from './support/test';

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
