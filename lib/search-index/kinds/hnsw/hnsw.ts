import type { HierarchicalNSW, Hnswlib } from '../../hnswlib/hnswlib.mjs';
import type { Neighbours, VectorIndex } from '../../types';
import { indexInvalid } from '../invalid';
import type { BuildIndexOptions } from '../kind';
import { readHnswHeader } from './hnsw-file';
import { loadHnswlib } from './runtime';

export const DEFAULT_M = 16;
export const DEFAULT_EF_CONSTRUCTION = 200;

/** Candidates that a search keeps; recall@10 against exact search is about 0.998 at 64 for 1,000 items. */
const EF_SEARCH = 128;

/** hnswlib puts its own folder before every name. */
const FILE = { name: '../index.bin', path: '/index.bin' };

/**
 * Opens an index that was built beforehand.
 *
 * @param expected what the gallery says of it
 * @throws AppError index-invalid where the file is broken or does not fit the gallery; asset-offline
 */
export async function openHnswIndex(
  bytes: Uint8Array,
  expected: { readonly dim: number; readonly size: number },
): Promise<VectorIndex> {
  const header = readHnswHeader(bytes);
  if (header.dim !== expected.dim) {
    throw indexInvalid(`is of dimension ${header.dim}, not ${expected.dim}`);
  }
  if (header.size !== expected.size) {
    throw indexInvalid(`holds ${header.size} vectors, not ${expected.size}`);
  }
  const hnswlib = await loadHnswlib();
  const index = new hnswlib.HierarchicalNSW('ip', expected.dim, '');
  try {
    hnswlib.FS.writeFile(FILE.path, bytes);
    index.readIndex(FILE.name, header.capacity);
  } catch (cause) {
    index.delete();
    throw indexInvalid('cannot be opened', cause);
  } finally {
    hnswlib.FS.unlink(FILE.path);
  }
  return new HnswIndex(index, expected.dim, expected.size);
}

export interface BuildOptions extends BuildIndexOptions {
  /** Links of a vector, 2..100; more need more memory and find better. */
  readonly M?: number;
  /** Candidates kept while building, at least M; more build slower and find better. */
  readonly efConstruction?: number;
}

/**
 * Builds an index, of distinct vectors (see findCopies). The same vectors give the same bytes.
 *
 * @param matrix [size * dim], normalized rows
 * @returns the index as a file for {@link openHnswIndex}
 * @throws AppError asset-offline; the signal's reason when aborted
 */
export async function buildHnswIndex(
  matrix: Float32Array,
  dim: number,
  options: BuildOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { M = DEFAULT_M, efConstruction = DEFAULT_EF_CONSTRUCTION, onProgress, signal } = options;
  const all = matrix.length / dim;
  if (!Number.isInteger(all)) {
    throw new RangeError(`${matrix.length} values are not a whole number of vectors of ${dim}`);
  }
  const rows = options.rows ?? Uint32Array.from({ length: all }, (_, row) => row);
  const size = rows.length;
  const hnswlib = await loadHnswlib();
  const index = new hnswlib.HierarchicalNSW('ip', dim, '');
  try {
    index.initIndex(size, M, efConstruction, 100);
    for (let i = 0; i < size; i++) {
      const row = rows[i] as number;
      index.addPoint(matrix.subarray(row * dim, (row + 1) * dim), row, false);
      if (i % 100 === 99) {
        onProgress?.(i + 1, size);
        await new Promise((resolve) => setTimeout(resolve)); // Lets Ctrl-C and the progress bar in.
        signal?.throwIfAborted();
      }
    }
    return fileOf(hnswlib, index);
  } finally {
    index.delete();
  }
}

function fileOf(hnswlib: Hnswlib, index: HierarchicalNSW): Uint8Array<ArrayBuffer> {
  try {
    index.writeIndex(FILE.name);
  } catch {
    // It always throws after writing, because it tries to copy the file into IndexedDB. What it has
    // written is checked instead.
  }
  const bytes = hnswlib.FS.readFile(FILE.path);
  hnswlib.FS.unlink(FILE.path);
  readHnswHeader(bytes);
  return bytes;
}

class HnswIndex implements VectorIndex {
  readonly kind = 'hnsw';

  constructor(
    private index: HierarchicalNSW | null,
    readonly dim: number,
    readonly size: number,
  ) {}

  search(query: Float32Array, k: number): Neighbours {
    if (!this.index) throw new Error('the index was disposed');
    const wanted = Math.max(0, Math.min(Math.floor(k), this.size));
    if (wanted === 0) return { rows: new Uint32Array(), similarities: new Float32Array() };
    if (query.length !== this.dim) throw new RangeError(`a query of ${query.length} values`);
    const { neighbors, distances } = this.nearest(this.index, query, wanted);
    // The distance of the inner-product space is 1 - cosine.
    return {
      rows: Uint32Array.from(neighbors),
      similarities: Float32Array.from(distances, (distance) => 1 - distance),
    };
  }

  private nearest(index: HierarchicalNSW, query: Float32Array, k: number) {
    try {
      index.setEfSearch(Math.max(EF_SEARCH, 2 * k));
      return index.searchKnn(query, k, undefined);
    } catch (cause) {
      // hnswlib throws a WebAssembly.Exception, which has no readable message.
      throw indexInvalid('cannot be searched', cause);
    }
  }

  dispose(): void {
    this.index?.delete();
    this.index = null;
  }
}
