import type { VectorIndex } from '../types';
import type { IndexSettings } from './names';

export interface BuildIndexOptions {
  /** Rows that are indexed, under their own numbers; all where nothing is said. */
  readonly rows?: Uint32Array;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A kind of index that is built beforehand and kept in a file of the gallery. To add one, see CONTRIBUTING.md. */
export interface IndexKindRecord {
  /** Name of its file in the gallery's folder. */
  readonly file: string;
  /** Settings that are tried in this order, until one finds enough; the later ones cost more. */
  readonly attempts: readonly IndexSettings[];
  /**
   * @param matrix [size * dim], normalized rows, distinct ones (see findCopies)
   * @returns the index as a file for `open`; the same vectors and settings give the same bytes
   */
  build(
    matrix: Float32Array,
    dim: number,
    settings: IndexSettings,
    options: BuildIndexOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Opens an index in the browser's worker or in Node.
   * @param expected what the gallery says of it
   * @throws AppError index-invalid where the file is broken or does not fit the gallery; asset-offline
   */
  open(
    bytes: Uint8Array,
    expected: { readonly dim: number; readonly size: number },
  ): Promise<VectorIndex>;
}
