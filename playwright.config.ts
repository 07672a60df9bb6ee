import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './cli/site/setup/browser.mjs';
import { minutes, seconds } from './e2e/support/patience';
import type { SiteOptions } from './e2e/support/test';

const executablePath = process.env.OVERLOOK_CHROMIUM ?? findChromium('') ?? undefined;

/** A name that is this machine and, unlike localhost, no secure origin. */
const HOSTS = '--host-resolver-rules=MAP overlook.test 127.0.0.1';

/**
 * Three ways to run the engine. The first runs everything; the others the journeys that depend on how it
 * runs: `@engine`, and on one thread `@single` too (WebGPU in software is very slow). What takes long and rarely
 * breaks is `@slow`: `npm run test:e2e` and `npm test` leave it out, `npm run test:e2e:all` does not. Servers are started by the tests themselves, on free ports (e2e/support/site.ts).
 */
export default defineConfig<SiteOptions>({
  testDir: 'e2e',
  outputDir: '.cache/test-results',
  globalSetup: './e2e/support/setup.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Loading the engine on two busy cores takes a while; software WebGPU longer still.
  timeout: seconds(90),
  expect: { timeout: seconds(30) },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // A service worker would answer in place of the server whose files a test has broken or watches. Tests about it
    // let it in (offline, subpath, hosts).
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [HOSTS] },
  },
  projects: [
    { name: 'wasm-threads', use: { isolated: true, backend: 'wasm' } },
    {
      name: 'wasm-single',
      grep: /@engine|@single/,
      use: { isolated: false, backend: 'wasm' },
    },
    {
      name: 'webgpu',
      grep: /@engine/,
      timeout: minutes(4),
      use: {
        isolated: true,
        backend: 'webgpu',
        launchOptions: { executablePath, args: [HOSTS, '--enable-unsafe-webgpu'] },
      },
    },
  ],
});
