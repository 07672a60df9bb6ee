import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CollectionColumn, ColumnValue } from '@/lib/collection/types';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { readMerged } from '../../shared/local';
import type { ItemDetails } from '../store/rows';
import type { Batch, Source } from './types';

const STEP = 2048;

/** What of a gallery's items becomes columns. */
const COLUMNS: readonly (CollectionColumn & { of(item: GalleryItem): ColumnValue | undefined })[] =
  [
    { name: 'category', type: 'text', of: (item) => item.category },
    { name: 'split', type: 'text', of: (item) => item.split },
    { name: 'groundWidth', type: 'number', of: (item) => item.groundWidth },
  ];

/**
 * @param folder holds `gallery.json`
 * @param among whether it is one of several: its ids then begin with its own
 * @throws AppError gallery-invalid
 */
export async function gallerySource(folder: string, among = false): Promise<Source> {
  const gallery = parseGallery(await readMerged(folder));
  const { items, dim, embeddings } = gallery;
  const columns = COLUMNS.filter(({ of }) => items.some((item) => of(item) !== undefined)).map(
    ({ name, type }) => ({ name, type }),
  );
  const prefix = among ? `${gallery.id}.` : '';
  return {
    name: basename(folder),
    fingerprint: `gallery ${gallery.id} ${embeddings.sha256}`,
    total: items.length,
    dim,
    columns,
    model: gallery.model,
    modelSha256: gallery.modelSha256,
    title: gallery.title,
    license: gallery.license,
    attribution: gallery.attribution,
    read: (from, wanted) => read(folder, gallery, prefix, from, wanted),
  };
}

async function* read(
  folder: string,
  gallery: GalleryManifest,
  prefix: string,
  from: number,
  wanted: readonly CollectionColumn[],
): AsyncGenerator<Batch> {
  const { items, dim, embeddings } = gallery;
  const bytes = await readFile(join(folder, embeddings.file));
  const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
  for (let at = from; at < items.length; at += STEP) {
    const part = items.slice(at, at + STEP);
    const thumbs = await Promise.all(part.map((item) => thumbOf(folder, item)));
    yield {
      position: at + part.length,
      leftOut: {},
      rows: {
        ids: part.map(({ id }) => prefix + id),
        vectors: matrix.slice(at * dim, (at + part.length) * dim),
        boxes: part.map(() => null),
        geometries: part.map(() => null),
        thumbs,
        details: part.map(detailsOf),
        columns: wanted.map(({ name }) => {
          const of = COLUMNS.find((column) => column.name === name)?.of;
          return part.map((item) => of?.(item) ?? null);
        }),
      },
    };
  }
}

function detailsOf({ captions, tags, file, width, height }: GalleryItem): ItemDetails {
  return { file, width, height, ...(captions && { captions }), ...(tags && { tags }) };
}

async function thumbOf(folder: string, item: GalleryItem): Promise<Uint8Array | null> {
  const path = join(folder, 'thumbs', `${item.id}.webp`);
  return item.image !== false && existsSync(path) ? readFile(path) : null;
}
