import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { LOADING } from './patience';

export const WORKS = 'public/galleries/samples/images/works.webp';

export const answers = (page: Page) => page.getByRole('list', { name: 'Answers' });
export const answer = (page: Page, text: string) =>
  answers(page).locator(`[data-feature="${text}"]`);
export const places = (page: Page) =>
  page.getByRole('list', { name: 'Places' }).getByRole('listitem');
export const box = (page: Page) => page.getByRole('textbox', { name: 'Features to find' });

/** All of the picture has been looked at and the words on the page have been answered. */
export async function found(page: Page): Promise<void> {
  await expect(answers(page)).toHaveAttribute('aria-busy', 'false', { timeout: LOADING });
  await expect(answers(page)).not.toContainText('so far', { timeout: LOADING });
}

/** Draws all features on the picture: what the model cannot judge is drawn only where it is asked for. */
export async function drawAll(page: Page): Promise<void> {
  for (const shown of await answers(page).getByRole('checkbox').all()) await shown.check();
}

/** Draws the map itself over the picture, which is done on request only. */
export async function wash(page: Page): Promise<void> {
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Colour the picture by the map' }).check();
}

/** Every place with its feature and probability, as the page lists them. */
export const listed = (page: Page) =>
  places(page).evaluateAll((items) =>
    items.map((entry) => [entry.textContent, entry.getAttribute('data-probability')]),
  );

/** The map's pixels, as the canvas has them. */
export const mapOf = (page: Page) =>
  page.locator('canvas[data-map]').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d');
    return [...(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
  });

/** The file that a button of the page exports. */
export async function exported(
  page: Page,
  name: RegExp,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Longitude and latitude at which the first outline of a GeoJSON begins. */
export function firstCorner(bytes: Buffer): readonly [number, number] {
  return JSON.parse(bytes.toString()).features[0].geometry.coordinates[0][0];
}
