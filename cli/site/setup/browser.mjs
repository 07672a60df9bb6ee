import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser that the tests drive: $OVERLOOK_CHROMIUM, Playwright's own, or the system's.
 * @param {string} playwrights path that Playwright would start, there or not
 * @returns {string | null} an executable
 */
export function findChromium(playwrights) {
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const system = NAMES.flatMap((name) => path.map((folder) => join(folder, name)));
  const candidates = [process.env.OVERLOOK_CHROMIUM, playwrights, ...system, ...PLACES];
  return candidates.find((candidate) => candidate && existsSync(candidate)) ?? null;
}

/**
 * Installs the distribution's Chromium where there is none and we may; says what to do where we may not.
 * @param {string} playwrights path that Playwright would start
 */
export function ensureChromium(playwrights) {
  const found = findChromium(playwrights);
  if (found !== null) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('No Chromium here: installing the one of this distribution …');
    const options = {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
    const installed = findChromium(playwrights);
    if (installed !== null) return installed;
  }
  throw new Error(
    'The tests need Chromium and found none. Run: npx playwright install --with-deps chromium, or install Chromium ' +
      'or Chrome by other means, or name one: OVERLOOK_CHROMIUM=/path/to/chrome npm test',
  );
}
