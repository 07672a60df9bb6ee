import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyVocabulary } from '../cli/model/fixtures/vocabulary';
import { shippedGallery } from './support/galleries';
import { CACHE, OUT, ROOT } from './support/paths';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

const TINY = join(ROOT, 'cli/model/fixtures/clip-tiny');
const FILES = [
  'model.safetensors',
  'pytorch_model.bin',
  'open_clip_pytorch_model.bin',
  'flax_model.msgpack',
];
const PUBLIC = join(CACHE, 'import/public');

/** The project's own commands, on a public folder of the tests. */
function run(...args: string[]): void {
  const all = ['run', '--silent', ...args, '--public', PUBLIC];
  const { status, stderr } = spawnSync('npm', all, {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${all.join(' ')}\n${stderr}`);
}

test.describe('an imported checkpoint', () => {
  test.beforeAll(() => {
    test.setTimeout(minutes(3));
    rmSync(PUBLIC, { recursive: true, force: true });
    const { vocab, merges } = tinyVocabulary();
    for (const file of FILES) {
      const source = join(CACHE, 'import', file.replace(/\W/g, '-'));
      mkdirSync(source, { recursive: true });
      for (const name of [file, 'config.json']) cpSync(join(TINY, name), join(source, name));
      writeFileSync(join(source, 'vocab.json'), vocab);
      writeFileSync(join(source, 'merges.txt'), merges);
      mkdirSync(PUBLIC, { recursive: true });
      // One model in four formats: the gallery that is embedded with one of them is that of all.
      run('model', '--', 'import', source, '--id', 'tiny', '--title', 'Tiny');
      if (!existsSync(join(PUBLIC, 'galleries'))) {
        const { id } = shippedGallery();
        cpSync(join(OUT, 'galleries', id), join(PUBLIC, 'galleries', id), { recursive: true });
        run('gallery', '--', 'embed', id, '--model', 'tiny', '--id', 'tiny-scenes');
      }
      cpSync(join(PUBLIC, 'models/tiny'), join(CACHE, 'import/models', file), { recursive: true });
    }
  });

  for (const file of FILES) {
    test(`${file} becomes a model that the page searches with`, async ({ overlook, site }) => {
      site.overlays.set('/models/tiny/', join(CACHE, 'import/models', file));
      site.overlays.set('/galleries/tiny-scenes/', join(PUBLIC, 'galleries/tiny-scenes'));
      await overlook.open('/?gallery=tiny-scenes&model=tiny&k=12');
      const found = await overlook.search('road');
      expect(found).toHaveLength(12);
      expect(found.every(({ similarity }) => Math.abs(similarity) <= 1)).toBe(true);
      expect(new Set(found.map(({ similarity }) => similarity)).size).toBeGreaterThan(3);
    });
  }

  test('finds the picture itself, and looks into one by its fixed size', async ({
    overlook,
    page,
    site,
  }) => {
    site.overlays.set('/models/tiny/', join(CACHE, 'import/models', FILES[0] as string));
    site.overlays.set('/galleries/tiny-scenes/', join(PUBLIC, 'galleries/tiny-scenes'));
    const [item] = shippedGallery().items;
    const at = 'gallery=tiny-scenes&model=tiny';
    await overlook.open(`/image?item=${item?.id}&${at}&k=3`);
    expect(await overlook.ranking()).toHaveLength(3);
    await overlook.open(`/find?item=${item?.id}&${at}&q=road`);
    await expect(page.locator('[data-feature="road"]')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Answers' })).not.toContainText('so far');
  });

  test('and a gallery of another model says what to do', async ({ overlook, site }) => {
    site.overlays.set('/models/tiny/', join(CACHE, 'import/models', FILES[0] as string));
    await overlook.open('/');
    await overlook.page.goto(`/?model=tiny`);
    await overlook.errorCode('model-mismatch');
    await expect(
      overlook.page.getByText(/npm run gallery -- embed \S+ --model tiny/),
    ).toBeVisible();
  });
});

test('the RSICD test index ships: it is searched without a single image', async ({
  overlook,
  page,
}) => {
  await overlook.open('/?gallery=rsicd-test&k=10');
  await expect(page.getByRole('combobox', { name: 'Gallery' })).toContainText('RSICD, test');
  const found = await overlook.search('storage tanks');
  expect(found).toHaveLength(10);
  expect(found.filter(({ id }) => id.startsWith('storagetanks')).length).toBeGreaterThan(7);
  await expect(page.getByText('npm run gallery -- rsicd').first()).toBeVisible();
  await expect(overlook.results.getByRole('listitem').first()).toContainText('Storage tanks');
  await overlook.results.getByRole('link').first().click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('comes without its images')).toBeVisible();
  await expect(
    panel.getByRole('region', { name: 'Neighbours' }).getByRole('link').first(),
  ).toBeVisible();
  await panel.getByRole('link', { name: 'More like this' }).click();
  await expect(page).toHaveURL(/\/image/);
  await expect.poll(async () => (await overlook.ranking())[0]?.id).toMatch(/^storagetanks/);
});
