import { expect, type Locator, type Page } from '@playwright/test';
import { LOADING } from './patience';

/** What the button that opens the file picker is called, by what the page shows. */
const PICKERS = /^(Search by picture|Choose a file|Choose another (picture|file))$/;

export interface Result {
  readonly id: string;
  readonly similarity: number;
}

/** The page by the roles and names of what is on it; tools outside the project rely on these names too. */
export class Overlook {
  readonly searchbox: Locator;
  readonly results: Locator;
  readonly status: Locator;
  readonly errors: Locator;

  constructor(readonly page: Page) {
    this.searchbox = page.getByRole('searchbox', { name: 'Search images' });
    this.results = page.getByRole('list', { name: 'Results' });
    this.status = page.getByRole('status');
    this.errors = page.getByRole('alert').filter({ has: page.locator('code') });
  }

  /** Goes to an address and waits for the engine. */
  async open(address = '/'): Promise<this> {
    await this.page.goto(address);
    return this.ready();
  }

  async ready(): Promise<this> {
    await expect(this.page.locator('html')).toHaveAttribute('data-engine', 'ready', {
      timeout: LOADING,
    });
    return this;
  }

  /** Types a query in place of the one before and waits for its answer. */
  async search(text: string): Promise<Result[]> {
    await this.searchbox.fill(text);
    return this.answered(text);
  }

  /** Waits until the answer to a text is shown. */
  async answered(text: string): Promise<Result[]> {
    await expect(this.status).toContainText(`“${text.slice(0, 80)}”`);
    return this.ranking();
  }

  /** Asks for what no gallery of places holds, until the model sees nothing in it either; the query that it was. */
  async searchForNothing(): Promise<string> {
    for (const text of ['dinosaur skeleton', 'a sleeping cat', 'sushi', 'unicorn', 'xkqjv zzzt']) {
      await this.search(text);
      if ((await this.status.textContent())?.includes('Nothing here looks like')) return text;
    }
    throw new Error('The model finds everything to look like something.');
  }

  /** Waits until a list is there that belongs to the query, and reads it. */
  async ranking(): Promise<Result[]> {
    await expect(this.results).toBeVisible({ timeout: LOADING });
    await expect(this.results).not.toHaveAttribute('aria-busy', 'true');
    return this.results.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => ({
        id: item.getAttribute('data-item') ?? '',
        similarity: Number(item.getAttribute('data-similarity')),
      })),
    );
  }

  /** Brings an image by the platform's file picker. */
  async pick(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: PICKERS }).first().click();
    await (await chooser).setFiles(file);
  }

  /** Brings another image in place of the one before it and waits for what it finds. */
  async bring(file: Parameters<Overlook['pick']>[0]): Promise<Result[]> {
    // (Other parts of the address may still follow what was done before.)
    const embedding = () => new URL(this.page.url()).searchParams.get('e');
    const before = embedding();
    await this.pick(file);
    await expect
      .poll(() => embedding() !== null && embedding() !== before, { timeout: LOADING })
      .toBe(true);
    return this.ranking();
  }

  /** The code that an error card shows, by which it is known whatever its words. */
  async errorCode(code: string): Promise<void> {
    await expect(this.page.locator('code', { hasText: code }).first()).toBeVisible({
      timeout: LOADING,
    });
  }

  /** Transitions over: colours and places are what they stay. */
  async settled(): Promise<void> {
    await this.page.evaluate(async () => {
      // What has just changed begins to move in the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const finite = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
      await Promise.allSettled(finite.map(({ finished }) => finished));
    });
  }
}

export const ids = (results: readonly Result[]): string[] => results.map(({ id }) => id);
