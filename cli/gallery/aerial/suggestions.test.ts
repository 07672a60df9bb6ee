import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import { openModel } from '../../shared/model';
import { answers, ask, categoryQueries } from '../certainty/ask';
import { PUBLIC } from '../options';
import { aerialQueries } from './queries';

const folder = (id: string) => new URL(`../../../public/galleries/${id}/`, import.meta.url);

it.each(['aerial', 'overlook'])(
  'every suggestion of %s has true answers in it, and is what its model says',
  async (id) => {
    const gallery = parseGallery(
      JSON.parse(readFileSync(new URL('gallery.json', folder(id)), 'utf8')),
    );
    const { items, dim, embeddings } = gallery;
    const queries = id === 'aerial' ? await aerialQueries() : categoryQueries(items);
    expect(gallery.suggestions?.length).toBeGreaterThan(3);
    for (const suggestion of gallery.suggestions ?? []) {
      const asked = queries.find(({ q }) => q === suggestion);
      expect(
        items.some((item) => asked && answers(asked, item)),
        suggestion,
      ).toBe(true);
    }
    const bytes = new Uint8Array(readFileSync(new URL(embeddings.file, folder(id))));
    const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
    const encoder = await openModel(PUBLIC, gallery.model, { vision: false, threads: 1 });
    try {
      const { suggestions, certainty } = await ask(queries, items, matrix, encoder);
      expect(gallery.suggestions).toEqual(suggestions);
      expect(gallery.certainty?.line).toEqual(certainty?.line);
    } finally {
      await encoder.dispose();
    }
  },
);
