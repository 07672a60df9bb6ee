import { describe, expect, it } from 'vitest';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import type { GalleryManifest } from '@/lib/gallery/types';
import { entriesOf } from '@/lib/zip/unzip';
import { zipOf } from '@/lib/zip/zip';
import { bytesIn, galleryIn, manifestIn } from './archive';
import { filesOf, idOf } from './export';

const text = (content: string) => new Blob([content]);

const EMBEDDINGS = Float32Array.of(0.6, 0.8, 1, 0);
const MANIFEST: GalleryManifest = {
  id: 'local:abc',
  title: 'Köln, Süd',
  license: 'Not stated',
  attribution: 'Aufnahmen',
  model: 'tiny',
  modelSha256: 'ab'.repeat(32),
  dim: 2,
  items: [
    { id: 'a', file: '航空/what?.jpg', width: 8, height: 8 },
    { id: 'b', file: '航空/what#.jpg', width: 8, height: 8, category: 'port' },
  ],
  embeddings: { file: 'embeddings.bin', bytes: 16, sha256: '', dtype: 'float32' },
};

async function packed(picture?: (item: { id: string }) => Promise<Blob | null>) {
  const told: number[] = [];
  const files = filesOf(
    { manifest: MANIFEST, embeddings: EMBEDDINGS },
    {
      thumb: ({ id }) => (id === 'a' ? text('thumb a') : null),
      onItem: (done) => told.push(done),
      ...(picture && { picture }),
    },
  );
  const entries = await entriesOf(await zipOf(files));
  expect(told).toEqual([1, 2]);
  const archive = galleryIn('koln.zip', entries);
  if (!archive) throw new Error('no gallery');
  return archive;
}

describe('an exported gallery', () => {
  it('is read as a gallery, with the same embeddings and names that every reader takes', async () => {
    const archive = await packed(async ({ id }) => (id === 'b' ? text('picture b') : null));
    expect([...archive.entries.keys()]).toEqual([
      'thumbs/a.webp',
      'images/航空/what_-2.jpg',
      'embeddings.bin',
      'gallery.json',
    ]);
    const manifest = await manifestIn(archive);
    expect(manifest).toMatchObject({ id: 'koln-sud', title: 'Köln, Süd', model: 'tiny' });
    expect(manifest.items).toEqual([
      {
        id: 'a',
        file: '航空/what_.jpg',
        name: '航空/what?.jpg',
        width: 8,
        height: 8,
        image: false,
      },
      {
        id: 'b',
        file: '航空/what_-2.jpg',
        name: '航空/what#.jpg',
        width: 8,
        height: 8,
        category: 'port',
      },
    ]);
    const bytes = await bytesIn(archive, 'embeddings.bin');
    expect(readEmbeddings(bytes, 'float32', 2, 2)).toEqual(EMBEDDINGS);
  });

  it('says of all items that their pictures are elsewhere, where none are packed', async () => {
    const { items } = await manifestIn(await packed());
    expect(items.map(({ image }) => image)).toEqual([false, false]);
  });
});

describe('an archive', () => {
  const entry = (name: string, content = '') => ({
    name,
    size: content.length,
    modified: 0,
    open: async () => text(content),
  });

  it('is a gallery where gallery.json lies in it, or in its one folder', () => {
    expect(galleryIn('x', [entry('a.jpg')])).toBeNull();
    expect(galleryIn('x', [entry('deep/er/gallery.json')])).toBeNull();
    expect(galleryIn('x', [entry('a/gallery.json'), entry('b/gallery.json')])).toBeNull();
    const found = galleryIn('x', [entry('a/gallery.json'), entry('a/images/i.jpg'), entry('b')]);
    expect([...(found?.entries.keys() ?? [])]).toEqual(['gallery.json', 'images/i.jpg']);
  });

  it('that is damaged is refused by name', async () => {
    const archive = { name: 'x.zip', entries: new Map([['gallery.json', entry('', '{')]]) };
    await expect(manifestIn(archive)).rejects.toMatchObject({
      code: 'gallery-invalid',
      message: 'x.zip cannot be opened as a gallery: its gallery.json is no JSON.',
    });
    await expect(bytesIn(archive, 'embeddings.bin')).rejects.toMatchObject({
      message: expect.stringContaining('embeddings.bin is not in it'),
    });
  });
});

it('makes ids that the command line takes', () => {
  expect(idOf('Aufnahmen 2024 (Süd)')).toBe('aufnahmen-2024-sud');
  expect(idOf('航空写真')).toBe('gallery');
  expect(idOf('_x')).toBe('x');
});
