import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Bench, opened, ROOT } from '../context';
import { askTexts, bringPictures } from '../drive';
import { COUNTED, growthOf, memoryCounter, rowsOf, VIEWPORT } from '../memory-count';

const TEXTS = 1000;
const PICTURES = 200;
/** What is kept on purpose (remembered queries, React's own) is there after these. */
const FIRST = { texts: 100, pictures: 20 } as const;

/** Memory of the page and its worker after many queries. */
export async function memory({ fresh, url, progress }: Bench) {
  const { context, page } = await fresh();
  await page.setViewportSize(VIEWPORT);
  const count = await memoryCounter(context, page);
  await opened(page, `${url}/?backend=wasm`);
  const texts = progress('texts', FIRST.texts + TEXTS);
  const ask = (from: number, to: number) =>
    inParts(from, to, (a, b) => askTexts(page, a, b), texts.step.bind(texts));
  await ask(0, FIRST.texts);
  const beforeTexts = await count();
  await ask(FIRST.texts, FIRST.texts + TEXTS);
  texts.done();
  const afterTexts = await count();

  await page.getByRole('link', { name: 'Image', exact: true }).click();
  await page.waitForURL('**/image**');
  const thumb = join(ROOT, 'public/galleries/samples/thumbs/coast.webp');
  const jpeg = await sharp(readFileSync(thumb)).jpeg().toBuffer();
  const pictures = progress('pictures', FIRST.pictures + PICTURES);
  const bring = (from: number, to: number) =>
    inParts(from, to, (a, b) => bringPictures(page, jpeg, a, b), pictures.step.bind(pictures));
  await bring(0, FIRST.pictures);
  const beforePictures = await count();
  await bring(FIRST.pictures, FIRST.pictures + PICTURES);
  pictures.done();
  const afterPictures = await count();
  await context.close();
  return {
    title: 'Memory after many queries',
    how: `2 WASM threads. ${COUNTED} ${FIRST.texts} texts and ${FIRST.pictures} pictures of 17 kB come before a first count. Each text waits for the answer to the one before, each picture for the address that the one before it gets.`,
    rows: [
      ...rowsOf('before the texts', beforeTexts),
      ...rowsOf(`after ${TEXTS} texts`, afterTexts),
      ...rowsOf('before the pictures', beforePictures),
      ...rowsOf(`after ${PICTURES} pictures`, afterPictures),
    ],
    ratios: {
      'growth over the texts': growthOf(beforeTexts, afterTexts),
      'growth over the pictures': growthOf(beforePictures, afterPictures),
    },
  };
}

/** Some at a time, so that there is progress to tell of. */
async function inParts(
  first: number,
  last: number,
  work: (from: number, to: number) => Promise<unknown>,
  onPart: (count: number) => void,
): Promise<void> {
  for (let from = first; from < last; from += 10) {
    const to = Math.min(last, from + 10);
    await work(from, to);
    onPart(to - from);
  }
}
