import { createHash } from 'node:crypto';
import { shippedGallery, shippedItems } from './support/galleries';
import { Overlook } from './support/overlook';
import { minutes } from './support/patience';
import { changed, corrupted, empty, type Fault, missing, truncated } from './support/site';
import { expect, test } from './support/test';

// Several faults a page: loading it anew takes longer than all that is looked at on it.
test.describe.configure({ timeout: minutes(3) });

const gallery = shippedGallery();
const MODEL = '/models/compact';
const GALLERY = `/galleries/${gallery.id}`;
const html = () => Buffer.from('<!doctype html><title>Not the file</title>');

/** What keeps anything from being searched: the file, and by what fault which code is shown. */
const FATAL: Readonly<Record<string, readonly (readonly [string, Fault, string])[]>> = {
  [`${MODEL}/text.onnx`]: [
    ['corrupted', corrupted, 'asset-corrupt'],
    ['missing', missing, 'asset-missing'],
    ['truncated', truncated, 'asset-corrupt'],
    ['missing', missing, 'asset-missing'],
    ['empty', empty, 'asset-corrupt'],
  ],
  [`${MODEL}/tokenizer.json`]: [['corrupted', corrupted, 'asset-corrupt']],
  [`${MODEL}/model.json`]: [
    ['missing', missing, 'model-unknown'],
    ['a page instead', html, 'asset-corrupt'],
    ['without fields', changed(() => ({})), 'model-invalid'],
  ],
  [`${GALLERY}/gallery.json`]: [
    ['missing', missing, 'gallery-unknown'],
    ['truncated', truncated, 'asset-corrupt'],
    ['without fields', changed(() => []), 'gallery-invalid'],
    [
      'of another model',
      changed((json) => ({ ...json, modelSha256: 'f'.repeat(64) })),
      'model-mismatch',
    ],
  ],
  [`${GALLERY}/${gallery.embeddings.file}`]: [
    ['corrupted', corrupted, 'asset-corrupt'],
    ['missing', missing, 'asset-missing'],
  ],
};

for (const [path, faults] of Object.entries(FATAL)) {
  test(`${path} with faults: each is told, and trying again works once it is mended`, async ({
    page,
    ownSite,
  }) => {
    const overlook = new Overlook(page);
    const retry = page.getByRole('button', { name: 'Try again' }).first();
    for (const [index, [fault, spoil, code]] of faults.entries()) {
      await test.step(`${fault}: ${code}`, async () => {
        ownSite.faults.set(path, spoil);
        // Each code differs from the one before it: what is shown is of this fault.
        if (index === 0) await page.goto(`${ownSite.url}/?q=airport`);
        else await retry.click();
        await overlook.errorCode(code);
        await expect(page.locator('html')).toHaveAttribute('data-engine', 'error');
        await expect(overlook.searchbox).toHaveValue('airport');
      });
    }
    ownSite.faults.clear();
    await retry.click();
    await overlook.ready();
    await overlook.answered('airport');
  });
}

test('an image tower with faults leaves search by words', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  for (const [fault, code] of [
    [corrupted, 'asset-corrupt'],
    [missing, 'asset-missing'],
    [truncated, 'asset-corrupt'],
  ] as const) {
    ownSite.faults.set(`${MODEL}/vision.onnx`, fault);
    await page.goto(`${ownSite.url}/?q=airport`);
    await overlook.answered('airport');
    await expect(overlook.status).toContainText('Pictures cannot be searched');
    const [image] = shippedItems(1);
    await overlook.pick(image?.path ?? '');
    await overlook.errorCode(code);
  }
});

test('an index with faults, or of something else, leaves exact search, and the status says so', async ({
  page,
  ownSite,
}) => {
  const overlook = new Overlook(page);
  const { id, index } = shippedGallery('overlook');
  const folder = `/galleries/${id}`;
  const other = Buffer.from('This is no index, and its SHA-256 is right.'.repeat(9));
  const sha256 = createHash('sha256').update(other).digest('hex');
  const another: Fault = () => other;
  for (const fault of [corrupted, truncated, missing, another]) {
    ownSite.faults.set(`${folder}/${index?.file}`, fault);
    if (fault === another) {
      ownSite.faults.set(
        `${folder}/gallery.json`,
        changed((json) => ({ ...json, index: { ...index, bytes: other.length, sha256 } })),
      );
    }
    await page.goto(`${ownSite.url}/?gallery=${id}&q=airport`);
    expect(await overlook.answered('airport')).toHaveLength(24);
    await page.getByRole('button', { name: /Engine status/ }).click();
    await expect(page.getByRole('dialog', { name: 'Engine status' })).toContainText(
      'exact search.',
    );
  }
});

test('missing thumbnails and images leave the rest', async ({ page, ownSite }) => {
  const overlook = new Overlook(page);
  await page.goto(`${ownSite.url}/`);
  await overlook.ready();
  for (const { id, file } of gallery.items) {
    ownSite.faults.set(`${GALLERY}/thumbs/${id}.webp`, missing);
    ownSite.faults.set(`${GALLERY}/images/${file}`, missing);
  }
  const [first] = await overlook.search('airport');
  await page.locator(`[data-item="${first?.id}"] a`).first().click();
  await expect(page.getByText('The image did not arrive.')).toBeVisible();
});

test('captions that do not arrive leave the categories of a picture', async ({ page, ownSite }) => {
  test.skip(gallery.captionEmbeddings === undefined, 'The shipped gallery has no captions.');
  const overlook = new Overlook(page);
  ownSite.faults.set(`${GALLERY}/${gallery.captionEmbeddings?.file}`, missing);
  const [image] = shippedItems(1);
  await page.goto(`${ownSite.url}/image?item=${image?.id}`);
  await overlook.ranking();
  const categories = page.getByRole('list', { name: 'Categories' });
  await expect(categories.getByRole('listitem')).toHaveCount(5);
});
