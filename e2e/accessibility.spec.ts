import type { Page } from '@playwright/test';
import { accessible } from './support/axe';
import { shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { LOADING, minutes } from './support/patience';
import { missing } from './support/site';
import { expect, test } from './support/test';

// Many states a page: loading it anew takes longer than all that is looked at on it.
test.describe.configure({ timeout: minutes(4) });

const region = (page: Page, name: string) => page.getByRole('region', { name });

test('text: every state, light and dark', async ({ page, overlook }) => {
  await overlook.open();
  await accessible(page, 'nothing asked');

  await page.getByRole('button', { name: /Engine status/ }).click();
  await accessible(page, 'the status');
  await page.keyboard.press('Escape');

  await overlook.searchbox.fill('   ');
  await expect(overlook.status).toContainText('There is nothing to search for yet');
  await accessible(page, 'blank');

  await overlook.search('airport without trees');
  await page.getByRole('button', { name: /leave out “trees”/ }).waitFor();
  await accessible(page, 'words that exclude something');

  const [first] = await overlook.search('airport');
  await page.getByRole('button', { name: 'Captions' }).click();
  const card = page.locator(`[data-item="${first?.id}"] a`).first();
  await card.focus();
  await accessible(page, 'results with captions, one of them focused');

  await card.click();
  await region(page, 'Neighbours').getByRole('link').first().waitFor();
  await accessible(page, 'an item');
  await page.getByRole('button', { name: /Where is/ }).click();
  await page.locator('[data-why] li').first().waitFor({ timeout: LOADING });
  await accessible(page, 'an item, and why it is a result');
  await page.keyboard.press('Escape');

  const boxes = overlook.results.getByRole('checkbox', { name: 'Select' });
  for (const i of [0, 1]) await boxes.nth(i).click();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('dialog', { name: 'Compare' }).waitFor();
  await accessible(page, 'pictures side by side');
});

test('text, by a link: every state, light and dark', async ({ page, overlook }) => {
  await overlook.open('/?k=many');
  await overlook.searchForNothing();
  await accessible(page, 'nothing like that, and notices');

  const [example, counter] = shippedItems(2).map(({ id }) => id);
  await overlook.open(`/?q=airport&minus=trees&like=${example}&unlike=${counter}&w=1,0.5`);
  await page.getByRole('button', { name: 'Weight of trees' }).click();
  await overlook.results.getByRole('checkbox', { name: 'Select' }).first().click();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('group', { name: 'Export as' }).waitFor();
  await accessible(page, 'ingredients, and a selection with its exports open');

  await overlook.open('/?item=nothing');
  await overlook.errorCode('item-unknown');
  await accessible(page, 'an unknown item');
});

test('what does not load: every state, light and dark', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  await page.route(/\.onnx/, () => {});
  await page.goto(`${ownSite.url}/?q=airport`);
  await page.getByRole('complementary', { name: 'Loading' }).waitFor();
  await accessible(page, 'loading');
  await page.unroute(/\.onnx/);

  ownSite.faults.set('/models/compact/text.onnx', missing);
  await page.goto(`${ownSite.url}/?q=airport`);
  await overlook.errorCode('asset-missing');
  await accessible(page, 'engine stopped');

  await page.goto(`${ownSite.url}/nowhere`);
  await accessible(page, 'nothing at this address');
});

test('image: every state, light and dark', async ({ page, overlook }) => {
  const [picture] = shippedItems(1);
  await overlook.open('/image');
  await page.getByRole('list', { name: 'Gallery' }).waitFor();
  await accessible(page, 'nothing asked');

  await overlook.pick({ name: 'notes.jpg', mimeType: '', buffer: Buffer.from('notes') });
  await overlook.errorCode('image-not-image');
  await accessible(page, 'not an image');

  await overlook.pick(picture?.path ?? '');
  await overlook.ranking();
  await page.getByRole('list', { name: 'Categories' }).waitFor();
  await accessible(page, 'brought');

  await overlook.open(`/image?item=${picture?.id}`);
  await overlook.ranking();
  await page.getByRole('list', { name: 'Categories' }).waitFor();
  await accessible(page, 'of an item');

  await overlook.open('/image?e=!!!');
  await overlook.errorCode('embedding-broken');
  await accessible(page, 'a broken link');
});

test('find: every state, light and dark', async ({ page, overlook }) => {
  await overlook.open('/find');
  await page.locator('[data-sample]').first().waitFor();
  await accessible(page, 'no picture');

  await overlook.open('/find?sample=coast&q=beach,+airport,+trees&scale=0.5');
  const answers = page.getByRole('list', { name: 'Answers' });
  // What the model cannot judge is drawn only where it is asked for.
  await answers.getByRole('checkbox').first().check();
  await page.getByRole('list', { name: 'Places' }).waitFor();
  await page.getByText('Advanced', { exact: true }).click();
  await page.locator('[data-place]').first().click();
  await page.getByRole('button', { name: 'Select a part' }).click();
  await accessible(page, 'answered, a place and a part selected');

  await overlook.open('/find?sample=coast&q=beach&method=tiles&tiles=3x3&scale=x');
  await answers.waitFor();
  await accessible(page, 'tiles and a broken link');

  await overlook.open('/find?item=nothing&q=beach');
  await overlook.errorCode('item-unknown');
  await accessible(page, 'no such item');
});

test('nothing runs out of the page on a phone', async ({ page, overlook }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(
      // The body's width: the root's counts the room that is kept for the scroll bar.
      () => document.documentElement.scrollWidth - document.body.clientWidth,
    );
  for (const address of [
    '/?q=airport&captions=true',
    `/image?item=${shippedItems(1)[0]?.id}`,
    '/find?sample=coast&q=beach,+airport&scale=0.5',
    '/atlas',
  ]) {
    await overlook.open(address);
    await overlook.settled();
    expect(await overflow(), address).toBe(0);
    // And where nothing is asked.
    const view = address.replace(/\?.*/, '');
    await page.goto(view);
    await overlook.settled();
    expect(await overflow(), view).toBe(0);
  }
});
