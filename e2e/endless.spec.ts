import type { Locator, Page } from '@playwright/test';
import { accessible } from './support/axe';
import { shippedGallery, shippedItems } from './support/galleries';
import { ids, type Overlook } from './support/overlook';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

const size = shippedGallery().items.length;
/** Cards in the page at a time: what the address asks for, and what is near the view. */
const MOST = 140;

const cards = (overlook: Overlook) => overlook.results.getByRole('listitem');
const scrollY = (page: Page) => page.evaluate(() => window.scrollY);
/** Scrolls on to the end of the page, which may grow meanwhile, until a list's last card is drawn; its length. */
async function scrollToEnd(page: Page, list: Locator): Promise<number> {
  const last = list.getByRole('listitem').last();
  const place = () =>
    last.evaluate((card) => [card.ariaPosInSet, card.ariaSetSize].map(Number) as [number, number]);
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      const [number, size] = await place();
      return number === size;
    })
    .toBe(true);
  return (await place())[1];
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

  const shown = await scrollToEnd(page, overlook.results);
  // Near-identical pictures are one card.
  expect(shown).toBeGreaterThan(size * 0.9);
  expect(shown).toBeLessThanOrEqual(size);
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
  const list = page.getByRole('list', { name: 'Gallery' });
  const look = list.getByRole('listitem');
  await expect(look).toHaveCount(60);
  // (A click would scroll to it first, and scrolling asks as well.)
  await page.getByRole('button', { name: 'More results' }).dispatchEvent('click');
  await expect(look.last()).toHaveAttribute('aria-setsize', String(size));
  expect(await scrollToEnd(page, list)).toBe(size);
  expect(await look.count()).toBeLessThan(MOST);
});

test('a large gallery comes in steps, and what is there stays meanwhile', async ({
  overlook,
  page,
}) => {
  const pictures = 4000;
  const gallery = shippedGallery();
  await overlook.open('/?q=trees');
  await page
    .getByLabel('Pictures', { exact: true })
    .setInputFiles(shippedItems(2).map(({ path }) => path));
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText('2 pictures');
  // A gallery like that one, of as many pictures, without the time that reading them would take.
  await page.evaluate(
    async ({ pictures, dim }) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await done(indexedDB.open('overlook-own'));
      const stores = ['galleries', 'parts', 'embeddings'];
      const write = db.transaction(stores, 'readwrite');
      const [small] = await done(write.objectStore('galleries').getAll());
      const embeddings = Float32Array.from({ length: pictures * dim }, () => Math.random() - 0.5);
      for (let row = 0; row < pictures; row++) {
        const vector = embeddings.subarray(row * dim, (row + 1) * dim);
        const length = Math.hypot(...vector);
        for (let i = 0; i < dim; i++) vector[i] = (vector[i] ?? 0) / length;
      }
      const items = Array.from({ length: pictures }, (_, row) => ({
        id: `i${row}`,
        file: `i${row}.jpg`,
        width: 8,
        height: 8,
        bytes: 1,
        modified: 0,
      }));
      const part = { items, thumbs: new Blob([]), ends: items.map(() => 0) };
      write.objectStore('parts').put(part, ['large', 0]);
      write.objectStore('embeddings').put(embeddings.buffer, ['large', 0]);
      const large = { ...small, id: 'large', items: pictures, total: pictures, parts: 1 };
      await done(write.objectStore('galleries').put(large));
      db.close();
    },
    { pictures, dim: gallery.dim },
  );
  await overlook.open('/?q=trees&gallery=local:large');
  await expect(cards(overlook)).toHaveCount(24);
  expect(await scrollToEnd(page, overlook.results)).toBe(pictures);
  expect(await cards(overlook).count()).toBeLessThan(MOST);
  expect(new Set(ids(await overlook.ranking())).size).toBe(await cards(overlook).count());
});
