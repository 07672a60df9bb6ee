import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { accessible } from './support/axe';
import { shippedItems } from './support/galleries';
import { CACHE } from './support/paths';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';

/** Six photographs: taken in May of six years, three of them with the place that a camera notes, two of them large. */
async function makeFolder(): Promise<string> {
  const folder = join(CACHE, 'own', 'Flights');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [i, { path }] of shippedItems(6).entries()) {
    const place = {
      GPSLatitudeRef: 'N',
      GPSLatitude: `48/1 ${10 * i}/1 0/1`,
      GPSLongitudeRef: 'E',
      GPSLongitude: '11/1 30/1 0/1',
    };
    const picture = sharp(path).resize(i < 2 ? 600 : 200);
    // The last says nothing itself: its file's time counts.
    if (i < 5) {
      const taken = { DateTimeOriginal: `${2018 + i}:05:31 12:00:00` };
      picture.withExif({ IFD2: taken, ...(i < 3 && { IFD3: place }) });
    }
    const file = join(folder, `flight-${i}.jpg`);
    writeFileSync(file, await picture.jpeg().toBuffer());
    utimesSync(file, new Date('2023-05-31T12:00:00Z'), new Date('2023-05-31T12:00:00Z'));
  }
  return folder;
}

const filters = (page: Page) => page.getByRole('region', { name: 'Filters', exact: true });
const inForce = (page: Page) => page.getByRole('list', { name: 'Filters in force' });

test('pictures are narrowed by date, size and place, which the address holds', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?q=trees');
  await page.getByLabel('Folder of pictures').setInputFiles(await makeFolder());
  await expect(page).toHaveURL(/gallery=local:/, { timeout: LOADING });
  await expect(page.getByRole('region', { name: 'Reading' })).toContainText('6 pictures', {
    timeout: LOADING,
  });
  const results = overlook.results.getByRole('listitem');
  await expect(results).toHaveCount(6);
  const names = async () => (await overlook.ranking()).map(({ id }) => id).toSorted();

  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(filters(page)).toContainText('6 pictures from 31 May 2018 to 31 May 2023');
  await expect(filters(page)).toContainText('3 pictures say where they lie');
  await filters(page).getByLabel('From', { exact: true }).fill('2020-05-31');
  await expect(results).toHaveCount(4);
  await filters(page).getByLabel('To', { exact: true }).fill('2022-01-01');
  await expect(results).toHaveCount(2);
  await expect(page).toHaveURL(/from=2020-05-31&to=2022-01-01/);
  expect(await names()).toEqual(['flight-2', 'flight-3']);
  await accessible(page, 'filters by date, size and place');

  // A link, Back, and the chips.
  await page.reload();
  await expect(results).toHaveCount(2);
  await expect(inForce(page)).toContainText('From 31 May 2020');
  await inForce(page).getByRole('button', { name: 'Remove the filter From 31 May 2020' }).click();
  await expect(results).toHaveCount(4);
  await page.goBack();
  await expect(results).toHaveCount(2);
  await inForce(page).getByRole('button', { name: 'Remove all filters' }).click();
  await expect(results).toHaveCount(6);

  await page.getByRole('button', { name: 'Filters' }).click();
  await filters(page).getByLabel('At least').selectOption({ label: '512 px (2)' });
  await expect(results).toHaveCount(2);
  await expect(page).toHaveURL(/size=512/);
  await inForce(page).getByRole('button').click();

  // The box around the results shown, and one that is typed.
  await filters(page).getByRole('button', { name: 'From the results shown' }).click();
  await expect(page).toHaveURL(/bbox=11\.5,48,11\.5,48\.3333/);
  await expect(results).toHaveCount(3);
  await filters(page).getByLabel('South').fill('48.1');
  await filters(page).getByLabel('South').press('Enter');
  await expect(results).toHaveCount(2);
  expect(await names()).toEqual(['flight-1', 'flight-2']);
  await expect(inForce(page)).toContainText('Within 11.5, 48.1, 11.5, 48.333334');
  await filters(page).getByLabel('South').fill('49');
  await filters(page).getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/bbox=11\.5,48\.1,/);

  // The latest first.
  await filters(page).getByLabel('Sort by').selectOption('date');
  await expect(results.first()).toHaveAttribute('data-item', 'flight-2');
});

test('what an address asks for in vain is told', async ({ overlook, page }) => {
  await overlook.open('/?q=trees&from=yesterday&bbox=1,2,3&size=0');
  await overlook.answered('trees');
  for (const name of ['from', 'size', 'bbox']) {
    await expect(page.getByText(new RegExp(`^${name}=.* is not understood`))).toBeVisible();
  }
  // The photographs of this gallery have no dates: none is within any.
  await overlook.open('/?q=trees&from=2020-01-01');
  await expect(page.getByText('Nothing passes the filters').first()).toBeVisible();
});
