/**
 * `npm run pictures [-- NAME…]`: makes the pictures of link previews (public/previews) and of the documents (docs) from the
 * built site, of what may be shipped; of those alone that are named, by their view or file. Needs `npm run build`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import type { View } from '@/lib/search-params';
import { siteHandler } from '../site/server/handler';
import { listen } from '../site/server/listen';
import { executable, OUT, opened, ROOT } from './bench/context';

interface Picture {
  readonly address: string;
  /** Resolves when all that it shows is there. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const PATIENCE = 180_000;
const PREVIEW = { width: 1200, height: 630 };
const DOCUMENT = { width: 1440, height: 900 };

const results = (page: Page) =>
  page.getByRole('list', { name: 'Results' }).waitFor({ timeout: PATIENCE });
/** The whole picture has been looked at. */
const answers = async (page: Page) => {
  await page.locator('[data-answer]').first().waitFor({ timeout: PATIENCE });
  const list = page.getByRole('list', { name: 'Answers' });
  await list.filter({ hasNotText: 'so far' }).waitFor({ timeout: PATIENCE });
};

/** What each view's preview shows. */
const PREVIEWS: Readonly<Record<View, Picture>> = {
  text: { address: '/?q=boats+in+a+marina', ready: results },
  image: { address: '/image?item=golfcourse_01', ready: results },
  atlas: {
    address: '/atlas',
    ready: (page) => page.getByRole('list', { name: 'In view' }).waitFor({ timeout: PATIENCE }),
  },
  find: { address: '/find?sample=naip-lax-airport&q=plane', ready: answers },
  evaluate: { address: '/evaluate', ready: (page) => page.locator('h1').waitFor() },
};

/** Pictures of docs/ and the README, by file. */
const DOCUMENTS: Readonly<Record<string, Picture>> = {
  'docs/screenshot.webp': { address: '/?q=storage+tanks', ready: results },
  'docs/find.webp': {
    address: '/find?sample=naip-lax-airport&q=plane,+airport',
    ready: answers,
  },
  'docs/find-freeway.webp': {
    address: '/find?sample=naip-lax-freeway&q=parking+lot,+road',
    ready: answers,
  },
  'docs/find-port.webp': {
    address: '/find?sample=naip-longbeach-port&q=boat,+water',
    ready: answers,
  },
  'docs/inside.webp': {
    address: '/?q=swimming+pool&inside=first',
    ready: (page) => page.locator('[data-inside-done]').waitFor({ timeout: PATIENCE }),
  },
};

const named = process.argv.slice(2);
const known = [...Object.keys(PREVIEWS), ...Object.keys(DOCUMENTS)];
const unknown = named.find((name) => !known.includes(name));
if (unknown !== undefined) throw new Error(`no picture ${unknown}; there are ${known.join(', ')}`);
/** Those of a list that are wanted. */
const wanted = (pictures: Readonly<Record<string, Picture>>) =>
  Object.entries(pictures).filter(([name]) => named.length === 0 || named.includes(name));

const server = await listen(siteHandler({ root: OUT, isolated: true }), 0);
const browser = await chromium.launch(executable());
try {
  mkdirSync(join(ROOT, 'public/previews'), { recursive: true });
  for (const [view, picture] of wanted(PREVIEWS)) {
    const image = sharp(await taken(picture, PREVIEW));
    await write(`public/previews/${view}.jpg`, image.jpeg({ quality: 78, mozjpeg: true }));
  }
  for (const [file, picture] of wanted(DOCUMENTS)) {
    await write(file, sharp(await taken(picture, DOCUMENT)).webp({ quality: 72 }));
  }
} finally {
  await browser.close();
  await server.close();
}

async function taken({ address, ready }: Picture, viewport: typeof PREVIEW): Promise<Buffer> {
  const page = await browser.newPage({ viewport, colorScheme: 'dark' });
  try {
    await opened(page, `http://localhost:${server.port}${address}`);
    await ready(page);
    // Of Find, the whole of the picture has been looked at; of all views, thumbnails have come.
    await page.getByText('looked at').waitFor({ state: 'hidden', timeout: PATIENCE });
    await page.waitForTimeout(2500);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}

async function write(file: string, image: Sharp): Promise<void> {
  const bytes = await image.toBuffer();
  writeFileSync(join(ROOT, file), bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
}
