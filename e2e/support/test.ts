import { test as base, type Page } from '@playwright/test';
import { Overlook } from './overlook';
import { type RunningSite, startSite } from './site';

/** How the site is served and which backend answers; set by the projects of playwright.config.ts. */
export interface SiteOptions {
  isolated: boolean;
  backend: 'wasm' | 'webgpu';
}

interface Fixtures {
  /** A server of this test's own, so that files can be missing or broken, and caches are fresh. */
  ownSite: RunningSite;
  /** The page under test on the shared server. */
  overlook: Overlook;
  /** What the browser complained of: errors in the console and uncaught ones. */
  complaints: string[];
}

interface WorkerFixtures extends SiteOptions {
  site: RunningSite;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  isolated: [true, { option: true, scope: 'worker' }],
  backend: ['wasm', { option: true, scope: 'worker' }],

  site: [
    async ({ isolated }, use) => {
      const site = await startSite(isolated);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  ownSite: async ({ isolated }, use) => {
    const site = await startSite(isolated);
    await use(site);
    await site.close();
  },

  complaints: async ({ page }, use) => use(listen(page)),

  overlook: async ({ page, complaints }, use) => {
    await use(new Overlook(page));
    // A page that works and complains does not work.
    expect(complaints).toEqual([]);
  },
});

export const { expect } = test;

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
