import type { VectorIndex } from '../types';
import { hnsw } from './hnsw/kind';
import type { IndexKindRecord } from './kind';
import { STORED_KIND_NAMES, type StoredKind } from './names';

/** Code of each kind that `names.ts` names. */
export const KINDS: Readonly<Record<StoredKind, IndexKindRecord>> = { hnsw };

/** The kind that `gallery build` makes. */
export const DEFAULT_KIND: StoredKind = STORED_KIND_NAMES[0];

/** Opens an index of a kind, see {@link IndexKindRecord.open}. */
export function openIndex(
  kind: StoredKind,
  bytes: Uint8Array,
  expected: { readonly dim: number; readonly size: number },
): Promise<VectorIndex> {
  return KINDS[kind].open(bytes, expected);
}
