import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { captionsOf, readEmbeddings } from '@/lib/gallery/embeddings';
import type { EmbeddingsFile, GalleryManifest } from '@/lib/gallery/types';
import { ROOT } from '../context';

/** The gallery of real photographs that vectors are made around, and whose captions are asked for. */
const GALLERY = join(ROOT, 'public/galleries/aerial');
/** Deviation of the noise in each number of a unit vector: the mean cosine with the photograph is about .9 at 256. */
const NOISE = 0.03;
/** Rows of a file, one row group each. */
const PART = 50_000;
/** Items whose distance to a query is compared, of exact search. */
export const NEAREST = 10;

export interface Real {
  readonly dim: number;
  /** Embeddings of photographs, [dim] each, normalized. */
  readonly images: readonly Float32Array[];
  /** Embeddings of captions, in the order of the photographs: what words are turned into. */
  readonly texts: readonly Float32Array[];
}

export async function realEmbeddings(): Promise<Real> {
  const text = await readFile(join(GALLERY, 'gallery.json'), 'utf8');
  const gallery = JSON.parse(text) as GalleryManifest;
  const { dim, embeddings, captionEmbeddings, items } = gallery;
  const rowsOf = async ({ file, dtype }: EmbeddingsFile, rows: number) => {
    const matrix = readEmbeddings(await readFile(join(GALLERY, file)), dtype, dim, rows);
    return Array.from({ length: rows }, (_, i) => matrix.subarray(i * dim, (i + 1) * dim));
  };
  return {
    dim,
    images: await rowsOf(embeddings, items.length),
    texts: captionEmbeddings ? await rowsOf(captionEmbeddings, captionsOf(gallery).length) : [],
  };
}

/**
 * Writes files of tiles around real photographs: id, embedding, lon, lat, day, cloud (0..99). While it does, it
 * searches them exactly, by comparing each with every query.
 * @param queries [dim] each, normalized
 * @returns ids of the {@link NEAREST} of each query
 */
export function writeTiles(
  folder: string,
  size: number,
  { images, dim }: Real,
  queries: readonly Float32Array[],
  onPart: (rows: number) => void,
): ReadonlySet<string>[] {
  const random = normalFrom(19);
  const best = queries.map(() => [] as { row: number; cosine: number }[]);
  for (let from = 0; from < size; from += PART) {
    const rows = Math.min(PART, size - from);
    const vectors = Array.from({ length: rows }, (_, i) => {
      const vector = around(images[(from + i) % images.length] as Float32Array, random);
      queries.forEach((query, q) => {
        insert(best[q] as { row: number; cosine: number }[], from + i, dot(query, vector, dim));
      });
      return vector;
    });
    write(join(folder, `tiles-${String(from).padStart(8, '0')}.parquet`), from, vectors);
    onPart(rows);
  }
  return best.map((list) => new Set(list.map(({ row }) => idOf(row))));
}

const idOf = (row: number) => `tile-${row}`;

/** A unit vector near another one. */
export function around(image: Float32Array, random: () => number): Float32Array {
  const vector = image.map((value) => value + NOISE * random());
  const length = Math.sqrt(dot(vector, vector, vector.length));
  return vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array, dim: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

function insert(list: { row: number; cosine: number }[], row: number, cosine: number): void {
  if (list.length === NEAREST && cosine <= (list.at(-1)?.cosine ?? -1)) return;
  const at = list.findIndex((one) => one.cosine < cosine);
  list.splice(at < 0 ? list.length : at, 0, { row, cosine });
  if (list.length > NEAREST) list.pop();
}

function write(filename: string, from: number, vectors: readonly Float32Array[]): void {
  const list = <T>(of: (row: number) => T) => vectors.map((_, i) => of(from + i));
  const optional = { repetition_type: 'OPTIONAL' } as const;
  parquetWriteFile({
    filename,
    rowGroupSize: PART,
    schema: [
      { name: 'root', num_children: 6 },
      { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...optional },
      { name: 'embedding', converted_type: 'LIST', num_children: 1, ...optional },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'FLOAT', ...optional },
      { name: 'lon', type: 'DOUBLE', ...optional },
      { name: 'lat', type: 'DOUBLE', ...optional },
      { name: 'datetime', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', ...optional },
      { name: 'cloud', type: 'DOUBLE', ...optional },
    ],
    columnData: [
      { name: 'id', data: list(idOf) },
      { name: 'embedding', data: vectors.map((vector) => Array.from(vector)) },
      { name: 'lon', data: list((row) => ((row * 7919) % 36_000) / 100 - 180) },
      { name: 'lat', data: list((row) => ((row * 104_729) % 17_000) / 100 - 85) },
      { name: 'datetime', data: list((row) => new Date(Date.UTC(2024, 0, 1 + (row % 366)))) },
      { name: 'cloud', data: list((row) => row % 100) },
    ],
  });
}

/** The same numbers each time, of mean 0 and deviation 1, nearly normal. */
export function normalFrom(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  // The deviation of a sum of three is 1/2.
  return () => 2 * (uniform() + uniform() + uniform() - 1.5);
}
