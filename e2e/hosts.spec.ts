import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  findNginx,
  findPython,
  type Host,
  recipe,
  startNginx,
  startPython,
  under,
} from './support/hosts';
import { Overlook } from './support/overlook';
import { OUT } from './support/paths';
import { minutes } from './support/patience';
import { BASE, subpathSite } from './support/subpath-site';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

const nginx = findNginx();
const python = findPython();
let host: Host | undefined;

test.afterEach(() => {
  host?.close();
  host = undefined;
});

/** Loads the site from a host and searches by words; the page is isolated, by headers or by the service worker. */
async function works(page: Page, url: string): Promise<void> {
  const overlook = new Overlook(page);
  await page.goto(`${url}/?q=boats`);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await overlook.ready();
  expect(await overlook.answered('boats')).toHaveLength(24);
  // The image encoder runs on threads, whose script the host has to send as one.
  await page.getByRole('button', { name: /Engine status: Ready/ }).click();
  await expect(page.getByRole('dialog')).not.toContainText('could not be started');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Find' }).click();
  await expect(page).toHaveURL(new RegExp(`^${url}/find/?$`));
  await page.reload();
  await overlook.ready();
}

test.describe('nginx', () => {
  test.skip(nginx === null, 'There is no nginx here, and it could not be installed.');

  test('as it comes, without headers, at the root', async ({ page }) => {
    host = await startNginx(nginx ?? '', (port) => `server { listen ${port}; root ${OUT}; }`);
    await works(page, host.url);
  });

  for (const [section, base] of [
    ['nginx', ''],
    ['nginx, under a sub-path', BASE],
  ] as const) {
    test(`by the recipe of docs/deploy.md: ${section}`, async ({ page, request }) => {
      test.setTimeout(minutes(7));
      const site = base === '' ? OUT : subpathSite();
      host = await startNginx(nginx ?? '', (port) =>
        recipe(section)
          .replaceAll('/srv/overlook/out', site)
          .replaceAll('/overlook/', `${base === '' ? '/overlook' : base}/`)
          .replace('listen 80;', `listen ${port};`),
      );
      const page404 = await request.get(`${host.url}${base}/nowhere`);
      expect(page404.status()).toBe(404);
      expect(await page404.text()).toContain('There is nothing at this address');
      const first = await request.get(`${host.url}${base}/`);
      expect(first.headers()).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cache-control': 'no-cache',
      });
      await works(page, `${host.url}${base}`);
    });
  }
});

test('python -m http.server, without headers, under a sub-path', async ({ page }) => {
  test.skip(python === null, 'There is no Python here.');
  test.setTimeout(minutes(7));
  const folder = under(BASE, subpathSite());
  try {
    host = await startPython(python ?? '', folder);
    await works(page, `${host.url}${BASE}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
