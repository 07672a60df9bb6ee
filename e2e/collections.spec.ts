import { shippedGallery } from './support/galleries';
import { expect, test } from './support/test';

test('collections of the site’s server stand in the Gallery menu; none do without such a server', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=harbor');
  const menu = page.getByRole('menu', { name: 'Gallery' });
  const entry = menu.getByRole('menuitemradio', { name: /searched by this site’s server/ });
  await page.getByRole('button', { name: /^Gallery:/ }).click();
  await expect(menu.getByRole('menuitem', { name: 'Open a folder' })).toBeVisible();
  await expect(entry).toHaveCount(0);

  const { model, modelSha256, dim } = shippedGallery();
  const tiles = {
    ...{ id: 'tiles', title: 'Sentinel tiles', license: 'CC BY', attribution: 'Tests' },
    ...{ model, modelSha256, dim, rows: 2_200_000, columns: [] },
  };
  await page.route('**/collections.json', (route) =>
    route.fulfill({ json: { collections: [tiles] } }),
  );
  await page.reload();
  await overlook.ready();
  await page.getByRole('button', { name: /^Gallery:/ }).click();
  await expect(entry).toContainText('2,200,000 pictures');
  await entry.click();
  await expect(page).toHaveURL(/gallery=remote:tiles/);
  await expect(page).toHaveURL(/q=harbor/);
  // This site has no server that would answer.
  await overlook.errorCode('server-away');
});
