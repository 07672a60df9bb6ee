import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { shippedGallery } from './support/galleries';
import { ids, type Overlook } from './support/overlook';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

/** The embeddings of the published test images ship without the images. */
const ID = 'rsicd-test';
const { items } = shippedGallery(ID);

test.describe.configure({ timeout: minutes(3) });

/** The ten best for each category: whichever index answers, and by which words. */
async function answers(overlook: Overlook, index: string, words: (name: string) => string) {
  await overlook.open(`/?gallery=${ID}&k=10&index=${index}`);
  const found: string[][] = [];
  for (const name of RSICD_CATEGORIES) found.push(ids(await overlook.search(words(name))));
  return found;
}

test('precision@10 over the 30 categories, by the page itself, is at least 0.85; recall@10 of HNSW at least 0.98', async ({
  overlook,
  page,
}) => {
  const categories = new Map(items.map(({ id, category }) => [id, category]));
  const exact = await answers(overlook, 'exact', categoryPrompt);
  const precisions = exact.map((found, i) => {
    expect(found).toHaveLength(10);
    return found.filter((id) => categories.get(id) === RSICD_CATEGORIES[i]).length / 10;
  });
  const precision = mean(precisions);
  console.log(`precision@10 over ${precisions.length} categories: ${precision.toFixed(3)}`);
  expect(precision).toBeGreaterThanOrEqual(0.85);

  const hnsw = await answers(overlook, 'hnsw', categoryPrompt);
  await page.getByRole('button', { name: /Engine status/ }).click();
  await expect(page.getByRole('dialog', { name: 'Engine status' })).toContainText(
    'HNSW, approximate',
  );
  const shares = exact.map((found, i) => found.filter((id) => hnsw[i]?.includes(id)).length / 10);
  expect(mean(shares)).toBeGreaterThanOrEqual(0.98);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
