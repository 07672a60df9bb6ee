import sharp from 'sharp';
import { type GalleryFile, shippedItems } from './support/galleries';
import { ids } from './support/overlook';
import { LOADING } from './support/patience';
import { expect, test } from './support/test';
import { fileTransfer, paste } from './support/transfer';

const [query, other] = shippedItems(2) as [GalleryFile, GalleryFile];

test('a picture from the file picker finds itself and what is like it @engine', async ({
  overlook,
  page,
  backend,
}) => {
  await overlook.open(`/?backend=${backend}`);
  await overlook.pick(query.path);
  await expect(page).toHaveURL(/\/image\/?\?.*e=/, { timeout: LOADING });
  const found = await overlook.ranking();
  expect(found[0]?.id).toBe(query.id);
  expect(found[0]?.similarity).toBeGreaterThan(0.999);
  const card = page.getByRole('region', { name: 'Query image' });
  await expect(card.getByRole('list', { name: 'Categories' }).getByRole('listitem')).toHaveCount(5);
});

test('a picture is dropped anywhere on the page, or pasted', async ({ overlook, page }) => {
  await overlook.open();
  const data = await fileTransfer(page, query.path);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop to find images like it')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  expect((await overlook.ranking())[0]?.id).toBe(query.id);

  await paste(page, await fileTransfer(page, other.path));
  await expect.poll(async () => (await overlook.ranking())[0]?.id).toBe(other.id);
});

test('a picture brought before the engine is ready waits for it', async ({ overlook, page }) => {
  await page.goto('/');
  await overlook.pick(query.path);
  expect((await overlook.ranking())[0]?.id).toBe(query.id);
});

test('reload, back and forward keep the ranking of a picture', async ({ overlook, page }) => {
  await overlook.open('/?q=forest');
  await overlook.pick(query.path);
  await expect(page).toHaveURL(/e=/, { timeout: LOADING });
  const found = ids(await overlook.ranking()).slice(0, 10);
  await page.reload();
  const again = ids(await overlook.ranking()).slice(0, 10);
  expect(again.filter((id) => found.includes(id)).length).toBeGreaterThanOrEqual(9);
  await page.goBack();
  await overlook.answered('forest');
  await page.goForward();
  expect(ids(await overlook.ranking()).slice(0, 10)).toEqual(again);
});

test('a large picture is shown small, upright, and in its place from the start', async ({
  overlook,
  page,
}) => {
  const side = { width: 3000, height: 2000 };
  const red = {
    input: { create: { width: 300, height: 200, channels: 3, background: '#f00' } },
  } as const;
  const large = await sharp({ create: { ...side, channels: 3, background: '#486' } })
    .composite([{ ...red, gravity: 'northwest' }])
    .jpeg()
    .toBuffer();
  await overlook.open('/image');
  for (const orientation of [1, 6]) {
    const buffer = await sharp(large).withMetadata({ orientation }).toBuffer();
    await overlook.pick({ name: `${orientation}.jpg`, mimeType: 'image/jpeg', buffer });
    const image = page.getByRole('img', { name: `${orientation}.jpg` });
    await expect(image).toBeVisible({ timeout: LOADING });
    const seen = await image.evaluate(async (element: HTMLImageElement) => {
      await element.decode();
      const { naturalWidth: width, naturalHeight: height } = element;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(element, 0, 0);
      const redAt = (x: number, y: number) =>
        (context?.getImageData(x, y, 1, 1).data[0] ?? 0) > 200;
      return { width, height, first: redAt(9, 9), turned: redAt(width - 9, 9) };
    });
    // A quarter turn brings the red corner to the other side.
    const [width, height] = orientation === 1 ? [1280, 853] : [853, 1280];
    expect(seen).toEqual({ width, height, first: orientation === 1, turned: orientation === 6 });
    await overlook.ranking();
  }
});

/** A DataTransfer in the page that holds the file, as the system's clipboard or a drag would. */

test('the bytes of a large picture are read by workers, not by the page', async ({
  overlook,
  page,
}) => {
  const seen: number[] = [];
  await page.exposeFunction('seen', (bytes: number) => seen.push(bytes));
  await page.addInitScript(() => {
    const report = (bytes: number) =>
      (window as unknown as { seen(bytes: number): void }).seen(bytes);
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function () {
      report(this.size);
      return read.call(this);
    };
    const bytesIn = (value: unknown): number => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
      if (typeof value !== 'object' || value === null || value instanceof Blob) return 0;
      return Object.values(value).reduce((sum: number, part) => sum + bytesIn(part), 0);
    };
    for (const { prototype } of [Worker, MessagePort]) {
      prototype.postMessage = new Proxy(prototype.postMessage, {
        apply(post, self, args) {
          report(bytesIn(args[0]));
          return Reflect.apply(post, self, args);
        },
      });
    }
  });
  const [width, height] = [2200, 1600];
  const noise = Buffer.from(
    Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * i) >> 7),
  );
  const raw = sharp(noise, { raw: { width, height, channels: 3 } });
  const png = await raw.clone().png({ compressionLevel: 0 }).toBuffer();
  const tiff = await raw.tiff({ compression: 'lzw' }).toBuffer();
  const most = 5e6;
  for (const [name, mimeType, buffer] of [
    ['noise.png', 'image/png', png],
    ['noise.tif', 'image/tiff', tiff],
  ] as const) {
    expect(buffer.length).toBeGreaterThan(most);
    await overlook.open();
    seen.length = 0;
    await overlook.bring({ name, mimeType, buffer });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((bytes) => bytes > most)).toEqual([]);
  }
});
