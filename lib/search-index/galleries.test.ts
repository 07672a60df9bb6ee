import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { createExactIndex } from './exact';
import { openHnswIndex } from './hnsw';

/** Galleries of real images that may be here: the one that ships, and RSICD's test split where it was built. */
const GALLERIES = ['overlook', 'rsicd-test'].map((id) => ({
  id,
  folder: new URL(`../../public/galleries/${id}/`, import.meta.url),
}));

describe.each(GALLERIES)('the index of the gallery $id', ({ id, folder }) => {
  const there = existsSync(new URL('gallery.json', folder));
  it.runIf(there)('finds what exact search finds: recall@10 of at least 0.98', async () => {
    const gallery = JSON.parse(readFileSync(new URL('gallery.json', folder), 'utf8'));
    const bytes = new Uint8Array(readFileSync(new URL(gallery.embeddings.file, folder)));
    const { dtype } = gallery.embeddings;
    const matrix = readEmbeddings(bytes, dtype, gallery.dim, gallery.items.length);
    const exact = createExactIndex(matrix, gallery.dim);
    const index = await openHnswIndex(
      new Uint8Array(readFileSync(new URL(gallery.index.file, folder))),
      { dim: gallery.dim, size: gallery.items.length },
    );
    let found = 0;
    for (let row = 0; row < exact.size; row++) {
      const query = matrix.subarray(row * exact.dim, (row + 1) * exact.dim);
      const right = new Set(exact.search(query, 10).rows);
      for (const got of index.search(query, 10).rows) if (right.has(got)) found++;
    }
    expect(found / (10 * exact.size)).toBeGreaterThanOrEqual(0.98);
  });
  it.skipIf(there)(`(skipped: public/galleries/${id} is not here)`, () => {});
});
