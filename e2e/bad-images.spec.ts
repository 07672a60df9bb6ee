import { badImages, oddImages } from './fixtures/make';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

const CODES = {
  empty: 'image-empty',
  truncatedJpeg: 'image-truncated',
  truncatedPng: 'image-truncated',
  truncatedJp2: 'image-truncated',
  headerOnly: 'image-truncated',
  notImage: 'image-not-image',
  pdf: 'image-unsupported',
  svg: 'image-unsupported',
  hugePng: 'image-too-large',
  tiny: 'image-too-small',
} as const;

test('files that cannot be searched with are told why, and the next one works', async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(3));
  const bad = await badImages();
  const odd = await oddImages();
  await overlook.open('/?q=airport');
  await overlook.answered('airport');
  for (const [kind, code] of Object.entries(CODES)) {
    const { name, bytes } = bad[kind as keyof typeof CODES];
    await test.step(`${name}: ${code}`, async () => {
      await overlook.pick({ name, mimeType: '', buffer: bytes });
      await overlook.errorCode(code);
      const card = page.getByRole('alert').filter({ hasText: code });
      await expect(card).toContainText(name);
      // The way on is beside the message, and it works.
      const chooser = page.waitForEvent('filechooser');
      await card.getByRole('button', { name: 'Choose another file' }).click();
      await (await chooser).setFiles({
        name: 'good.png',
        mimeType: '',
        buffer: odd.pngNamedJpg.bytes,
      });
      await expect(page).toHaveURL(/e=/);
      await overlook.ranking();
      // Nothing was lost on the way: the words are still where they were.
      await page.goBack();
      await expect(page).toHaveURL(/\/\?q=airport$/);
      await overlook.answered('airport');
    });
  }
});

test('unusual images are searched with all the same', async ({ overlook }) => {
  test.setTimeout(minutes(3));
  await overlook.open('/image');
  for (const { name, bytes } of Object.values(await oddImages())) {
    await test.step(name, async () => {
      const found = await overlook.bring({ name, mimeType: '', buffer: bytes });
      expect(found.length).toBeGreaterThan(0);
    });
  }
});

test('what reads JPEG 2000 is loaded when such a picture comes', async ({ overlook, page }) => {
  test.setTimeout(minutes(3));
  const { jpeg2000, webp } = await oddImages();
  const loaded: string[] = [];
  page.context().on('request', (request) => loaded.push(request.url()));
  const programs = () => loaded.filter((url) => /openjpeg[^/]*\.wasm$/.test(url));
  await overlook.open('/image');
  await overlook.bring({ name: webp.name, mimeType: '', buffer: webp.bytes });
  expect(programs()).toEqual([]);
  await overlook.bring({ name: jpeg2000.name, mimeType: '', buffer: jpeg2000.bytes });
  expect(programs()).toHaveLength(1);
});

test('a huge image is refused by its header, before anything is decoded', async ({
  overlook,
  page,
}) => {
  const { hugePng } = await badImages();
  await overlook.open('/image');
  const before = await page.evaluate(() => performance.now());
  await overlook.pick({ name: hugePng.name, mimeType: 'image/png', buffer: hugePng.bytes });
  await overlook.errorCode('image-too-large');
  // 30,000 x 30,000 px take 3.6 GB and many seconds to decode.
  expect((await page.evaluate(() => performance.now())) - before).toBeLessThan(5_000);
});
