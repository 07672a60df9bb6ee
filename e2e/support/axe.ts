import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Overlook } from './overlook';
import { expect } from './test';

/** axe finds nothing in what the page shows now, light and dark; the test goes on to its next state either way. */
export async function accessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await new Overlook(page).settled();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
    );
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([]);
  }
}
