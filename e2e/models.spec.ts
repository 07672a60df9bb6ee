import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyVocabulary } from '../cli/model/fixtures/vocabulary';
import { shippedGallery } from './support/galleries';
import { CACHE, OUT, ROOT } from './support/paths';
import { LOADING, minutes } from './support/patience';
import { expect, test } from './support/test';

const TINY = join(ROOT, 'cli/model/fixtures/clip-tiny');
/** Of the four formats one: cli/model/import.test.ts gets the same embeddings from each. */
const FILE = 'model.safetensors';
/** The smaller one: it is embedded anew. */
const GALLERY = 'overlook';
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
    const source = join(CACHE, 'import/source');
    mkdirSync(source, { recursive: true });
    for (const name of [FILE, 'config.json']) cpSync(join(TINY, name), join(source, name));
    writeFileSync(join(source, 'vocab.json'), vocab);
    writeFileSync(join(source, 'merges.txt'), merges);
    mkdirSync(join(PUBLIC, 'galleries'), { recursive: true });
    run('model', '--', 'import', source, '--id', 'tiny', '--title', 'Tiny');
    const gallery = join(OUT, 'galleries', GALLERY);
    cpSync(gallery, join(PUBLIC, 'galleries', GALLERY), { recursive: true });
    run('gallery', '--', 'embed', GALLERY, '--model', 'tiny', '--id', 'tiny-scenes');
  });

  test.beforeEach(({ site }) => {
    site.overlays.set('/models/tiny/', join(PUBLIC, 'models/tiny'));
    site.overlays.set('/galleries/tiny-scenes/', join(PUBLIC, 'galleries/tiny-scenes'));
  });

  test('answers words and pictures, and looks into one by its fixed size', async ({
    overlook,
    page,
  }) => {
    const { items } = shippedGallery(GALLERY);
    const at = 'gallery=tiny-scenes&model=tiny';
    await overlook.open(`/?${at}&k=12`);
    const found = await overlook.search('road');
    expect(found).toHaveLength(12);
    expect(found.every(({ similarity }) => Math.abs(similarity) <= 1)).toBe(true);
    expect(new Set(found.map(({ similarity }) => similarity)).size).toBeGreaterThan(3);
    await overlook.open(`/image?item=${items[0]?.id}&${at}&k=3`);
    expect(await overlook.ranking()).toHaveLength(3);
    await overlook.open(`/find?item=${items[0]?.id}&${at}&q=road`);
    await expect(page.locator('[data-feature="road"]')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Answers' })).not.toContainText('so far', {
      timeout: LOADING,
    });
  });

  test('and a gallery of another model says what to do', async ({ overlook }) => {
    await overlook.page.goto('/?model=tiny');
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
  await expect(page.getByRole('button', { name: 'Gallery' })).toContainText('RSICD, test');
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
