import { shippedGallery } from './support/galleries';
import { expect, test } from './support/test';

test('the engine is started before the page’s own scripts, once, and its files are fetched once', async ({
  page,
  ownSite,
}) => {
  await page.addInitScript(() => {
    const started: string[] = [];
    Object.assign(globalThis, { started });
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (options?.name !== 'overlook-engine') return;
        const { currentScript } = document;
        const inline = currentScript?.hasAttribute('data-early') ?? false;
        started.push(inline ? 'the early script' : 'a script of the page');
      }
    };
  });
  await page.goto(`${ownSite.url}/?q=harbour&backend=wasm`);
  await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(24);
  const started = await page.evaluate(() => (globalThis as { started?: string[] }).started);
  expect(started).toEqual(['the early script']);
  for (const file of ['/text.onnx', '/tokenizer.json', '/embeddings.bin']) {
    expect(ownSite.asked.filter((path) => path.endsWith(file))).toHaveLength(1);
  }
});

test('another gallery’s page fetches none of the default one’s files', async ({
  page,
  ownSite,
}) => {
  await page.goto(`${ownSite.url}/?gallery=samples&q=harbour&backend=wasm`);
  await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(6);
  const other = `/galleries/${shippedGallery().id}/`;
  expect(ownSite.asked.filter((path) => path.includes(other))).toEqual([]);
});
