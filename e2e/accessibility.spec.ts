import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { missing, type RunningSite } from './support/site';
import { expect, test } from './support/test';

interface Stage {
  readonly page: Page;
  readonly overlook: Overlook;
  readonly site: RunningSite;
}

/** Every state that a page can be in, and how to get there. */
const STATES: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'text, nothing asked': ({ overlook, site }) => overlook.open(`${site.url}/`),
  'text, loading': async ({ page, site }) => {
    await page.route(/\.onnx/, () => {});
    await page.goto(`${site.url}/?q=airport`);
    await page.getByRole('complementary', { name: 'Loading' }).waitFor();
  },
  'text, results with captions': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/?q=airport&captions=true`);
    await overlook.answered('airport');
  },
  'text, nothing like that, and notices': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/?k=9999`);
    await overlook.searchForNothing();
  },
  'text, blank': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/`);
    await overlook.searchbox.fill('   ');
    await expect(overlook.status).toContainText('There is nothing to search for yet');
  },
  'text, engine stopped': async ({ overlook, page, site }) => {
    site.faults.set('/models/compact/text.onnx', missing);
    await page.goto(`${site.url}/?q=airport`);
    await overlook.errorCode('asset-missing');
  },
  'text, a focused result': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/?q=airport`);
    const [first] = await overlook.answered('airport');
    await page.locator(`[data-item="${first?.id}"] a`).first().focus();
  },
  'an item': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/?q=airport`);
    const [first] = await overlook.answered('airport');
    await page.locator(`[data-item="${first?.id}"] a`).first().click();
    await page.getByRole('region', { name: 'Neighbours' }).getByRole('link').first().waitFor();
  },
  'an unknown item': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/?item=nothing`);
    await overlook.errorCode('item-unknown');
  },
  'the status': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/`);
    await page.getByRole('button', { name: /Engine status/ }).click();
  },
  'image, nothing asked': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/image`);
    await page.getByRole('list', { name: 'Gallery' }).waitFor();
  },
  'image, of an item': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/image?item=${shippedItems(1)[0]?.id}`);
    await overlook.ranking();
    await page.getByRole('list', { name: 'Categories' }).waitFor();
  },
  'image, brought': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/image`);
    await overlook.pick(shippedItems(1)[0]?.path ?? '');
    await overlook.ranking();
    await page.getByRole('list', { name: 'Categories' }).waitFor();
  },
  'image, not an image': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/image`);
    await overlook.pick({ name: 'notes.jpg', mimeType: '', buffer: Buffer.from('notes') });
    await overlook.errorCode('image-not-image');
  },
  'image, a broken link': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/image?e=!!!`);
    await overlook.errorCode('embedding-broken');
  },
  'find, no picture': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/find`);
    await page.locator('[data-sample]').first().waitFor();
  },
  'find, answered, a place and a part selected': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/find?sample=coast&q=beach,+airport,+trees&scale=0.5`);
    await page.getByRole('list', { name: 'Places' }).waitFor();
    await page.locator('[data-place]').first().click();
    await page.getByRole('button', { name: 'Select a part' }).click();
  },
  'find, tiles and a broken link': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/find?sample=coast&q=beach&method=tiles&tiles=3x3&scale=x`);
    await page.getByRole('list', { name: 'Answers' }).waitFor();
  },
  'find, no such item': async ({ overlook, site }) => {
    await overlook.open(`${site.url}/find?item=nothing&q=beach`);
    await overlook.errorCode('item-unknown');
  },
  'an item, and why it is a result': async ({ overlook, page, site }) => {
    await overlook.open(`${site.url}/?q=airport`);
    const [first] = await overlook.answered('airport');
    await page.locator(`[data-item="${first?.id}"] a`).first().click();
    await page.getByRole('button', { name: /Where is/ }).click();
    await page.locator('canvas[data-map]').waitFor();
  },
  'nothing at this address': ({ page, site }) => page.goto(`${site.url}/nowhere`),
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [state, reach] of Object.entries(STATES)) {
    test(`axe finds nothing: ${state} (${colorScheme})`, async ({ page, ownSite }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await reach({ page, overlook: new Overlook(page), site: ownSite });
      await settle(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
      ).toEqual([]);
    });
  }
}

test('nothing runs out of the page on a phone', async ({ page, overlook }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of [
    '/',
    '/?q=airport&captions=true',
    '/image',
    `/image?item=${shippedItems(1)[0]?.id}`,
    '/find',
    '/find?sample=coast&q=beach,+airport&scale=0.5',
  ]) {
    await overlook.open(address);
    await settle(page);
    const overflow = await page.evaluate(
      // The body's width: the root's counts the room that is kept for the scroll bar.
      () => document.documentElement.scrollWidth - document.body.clientWidth,
    );
    expect(overflow, address).toBe(0);
  }
});

/** Transitions over: colours are what they stay. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(500);
}
