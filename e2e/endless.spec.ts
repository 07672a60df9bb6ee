import type { Page } from '@playwright/test';
import { accessible } from './support/axe';
import { shippedGallery } from './support/galleries';
import { ids, type Overlook } from './support/overlook';
import { expect, test } from './support/test';

const size = shippedGallery().items.length;
/** Cards in the page at a time: what the address asks for, and what is near the view. */
const MOST = 140;

const cards = (overlook: Overlook) => overlook.results.getByRole('listitem');
const scrollY = (page: Page) => page.evaluate(() => window.scrollY);
/** Scrolls to the end of the page until it grows no more. */
async function scrollToEnd(page: Page): Promise<void> {
  let before = -1;
  await expect
    .poll(async () => {
      const height = await page.evaluate(() => {
        window.scrollTo(0, document.documentElement.scrollHeight);
        return document.documentElement.scrollHeight;
      });
      const same = height === before;
      before = height;
      return same;
    })
    .toBe(true);
}

test('scrolling leads through the whole gallery, with few cards in the page', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=storage+tanks');
  const first = await overlook.answered('storage tanks');
  await expect(cards(overlook)).toHaveCount(24);
  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 600);
  await expect.poll(() => cards(overlook).count()).toBeGreaterThan(24);
  // What was there stays where it was, and similarities fall on.
  expect(ids(await overlook.ranking()).slice(0, 24)).toEqual(ids(first));

  await scrollToEnd(page);
  const last = cards(overlook).last();
  const shown = Number(await last.getAttribute('aria-setsize'));
  // Near-identical pictures are one card.
  expect(shown).toBeGreaterThan(size * 0.9);
  expect(shown).toBeLessThanOrEqual(size);
  await expect(last).toHaveAttribute('aria-posinset', String(shown));
  expect(await cards(overlook).count()).toBeLessThan(MOST);
  const falling = (await overlook.ranking()).map(({ similarity }) => similarity);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await expect(page.getByRole('button', { name: 'More results' })).toHaveCount(0);
  await expect(page).not.toHaveURL(/[?&]k=/);
  await accessible(page, 'the end of all results');
});

test('keys lead on over rows that are not drawn, and the focus stays', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=storage+tanks&k=12');
  await overlook.answered('storage tanks');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-cell'));
  await cards(overlook).first().getByRole('link').first().focus();
  // At the end of what is there, more comes.
  await page.keyboard.press('End');
  await expect.poll(focused).toBe('11');
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('12');
  await page.keyboard.press('End');
  await expect.poll(async () => Number(await focused())).toBeGreaterThan(size * 0.9);
  const last = Number(await focused());
  await expect(page.locator(`[data-cell="${last}"]`)).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => Number(await focused())).toBeLessThan(last);
  const here = await focused();
  // Scrolled away, it keeps the focus, and keys lead on from it.
  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, -40_000);
  await expect(page.locator(`[data-cell="${here}"]`)).not.toBeInViewport();
  expect(await focused()).toBe(here);
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('0');
  await expect(page.locator('[data-cell="0"]')).toBeInViewport();
  // A range over rows of which few are drawn.
  await page.keyboard.press('x');
  await page.keyboard.press('End');
  await expect.poll(async () => Number(await focused())).toBe(last);
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText(
    `${(last + 1).toLocaleString('en')} selected`,
  );
});

test('Back and loading anew lead to the same place', async ({ overlook, page }) => {
  await overlook.open('/?q=trees');
  await overlook.answered('trees');
  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 800);
  await expect.poll(() => cards(overlook).count()).toBeGreaterThan(24);
  await page.evaluate(() => window.scrollTo(0, 9000));
  await expect
    .poll(() => page.locator('[data-cell]:visible').last().getAttribute('data-cell'))
    .not.toBe('23');
  await expect(page.locator('[data-cell="200"]')).toHaveCount(1);
  const place = await scrollY(page);

  await page.reload();
  await overlook.answered('trees');
  await expect.poll(() => scrollY(page)).toBe(place);
  await expect(page.locator('[data-cell="200"]')).toHaveCount(1);

  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Evaluate' }).click();
  await expect(page).toHaveURL(/\/evaluate/);
  await page.goBack();
  await overlook.answered('trees');
  await expect.poll(() => scrollY(page)).toBe(place);
  await expect(page.locator('[data-cell="200"]')).toHaveCount(1);

  // Another question begins at its beginning.
  await page.evaluate(() => window.scrollTo(0, 0));
  await overlook.search('airport');
  await expect(cards(overlook)).toHaveCount(24);
});

test('a gallery can be looked through without a question', async ({ overlook, page }) => {
  await overlook.open();
  const look = page.getByRole('list', { name: 'Gallery' }).getByRole('listitem');
  await expect(look).toHaveCount(60);
  await page.getByRole('button', { name: 'More results' }).click();
  await expect(look.last()).toHaveAttribute('aria-setsize', String(size));
  await scrollToEnd(page);
  await expect(look.last()).toHaveAttribute('aria-posinset', String(size));
  expect(await look.count()).toBeLessThan(MOST);
});
