import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { findCopies, withCopies } from './copies';
import { createExactIndex } from './exact';
import { UNNAMED_KIND } from './kinds/names';
import { openIndex } from './kinds/registry';
import { LEAST_RECALL, recallAt10 } from './recall';

/** Galleries of real images that may be here: the one that ships, and RSICD's test split where it was built. */
const GALLERIES = ['overlook', 'rsicd-test'].map((id) => ({
  id,
  folder: new URL(`../../public/galleries/${id}/`, import.meta.url),
}));

describe.each(GALLERIES)('the index of the gallery $id', ({ id, folder }) => {
  const there = existsSync(new URL('gallery.json', folder));
  it.runIf(there)('finds what exact search finds: recall@10 of at least 0.99', async () => {
    const gallery = JSON.parse(readFileSync(new URL('gallery.json', folder), 'utf8'));
    const bytes = new Uint8Array(readFileSync(new URL(gallery.embeddings.file, folder)));
    const { dtype } = gallery.embeddings;
    const matrix = readEmbeddings(bytes, dtype, gallery.dim, gallery.items.length);
    const exact = createExactIndex(matrix, gallery.dim);
    if (!gallery.index) return;
    const size = gallery.index.vectors ?? gallery.items.length;
    const index = await openIndex(
      gallery.index.kind ?? UNNAMED_KIND,
      new Uint8Array(readFileSync(new URL(gallery.index.file, folder))),
      { dim: gallery.dim, size },
    );
    const all = size < exact.size ? withCopies(index, findCopies(matrix, gallery.dim)) : index;
    expect(recallAt10(all, exact, matrix)).toBeGreaterThanOrEqual(LEAST_RECALL);
  });
  it.skipIf(there)(`(skipped: public/galleries/${id} is not here)`, () => {});
});
