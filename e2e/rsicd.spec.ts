import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { buildGallery, readGallery } from './support/galleries';
import { ids } from './support/overlook';
import { RSICD } from './support/paths';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

const ID = 'rsicd-test';

test.describe('the published test images', () => {
  test.skip(!existsSync(RSICD), 'The RSICD data set is not beside the project (../shared/rsicd).');

  let folder: string;

  test.beforeAll(() => {
    test.setTimeout(minutes(15));
    const captions = join(RSICD, 'test.jsonl');
    folder = buildGallery(ID, join(RSICD, 'images'), ['--captions', captions]);
  });

  test.beforeEach(({ site }) => {
    site.overlays.set(`/galleries/${ID}/`, folder);
  });

  test('precision@10 over the 30 categories, by the page itself, is at least 0.85', async ({
    overlook,
  }, info) => {
    test.setTimeout(minutes(5));
    const categories = new Map(readGallery(folder).items.map(({ id, category }) => [id, category]));
    await overlook.open(`/?gallery=${ID}&k=10`);
    const precisions: [string, number][] = [];
    for (const name of RSICD_CATEGORIES) {
      const found = ids(await overlook.search(categoryPrompt(name)));
      expect(found).toHaveLength(10);
      precisions.push([name, found.filter((id) => categories.get(id) === name).length / 10]);
    }
    const mean = precisions.reduce((sum, [, share]) => sum + share, 0) / precisions.length;
    const worst = precisions.filter(([, share]) => share < 0.8).map((pair) => pair.join(' '));
    info.annotations.push({
      type: 'precision@10',
      description: `${mean.toFixed(3)}; ${worst.join(', ')}`,
    });
    console.log(`precision@10 over ${precisions.length} categories: ${mean.toFixed(3)}`);
    expect(mean).toBeGreaterThanOrEqual(0.85);
  });

  test('recall@10 of HNSW against exact search is at least 0.98', async ({ overlook, page }) => {
    test.setTimeout(minutes(5));
    const found = { hnsw: [] as string[][], exact: [] as string[][] };
    for (const index of ['hnsw', 'exact'] as const) {
      await overlook.open(`/?gallery=${ID}&k=10&index=${index}`);
      await page.getByRole('button', { name: /Engine status/ }).click();
      const status = page.getByRole('dialog', { name: 'Engine status' });
      await expect(status).toContainText(index === 'hnsw' ? 'HNSW, approximate' : 'exact search');
      await page.keyboard.press('Escape');
      for (const name of RSICD_CATEGORIES) found[index].push(ids(await overlook.search(name)));
    }
    const shares = found.exact.map(
      (exact, i) => exact.filter((id) => found.hnsw[i]?.includes(id)).length / exact.length,
    );
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(
      0.98,
    );
  });
});
