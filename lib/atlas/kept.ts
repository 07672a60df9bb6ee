import { type DBSchema, openDB } from 'idb';

/** Counts the ways in which positions were computed: those of an earlier one are computed anew. */
const VERSION = 1;

interface Kept {
  /** Of the embeddings that the positions are of. */
  readonly hash: number;
  readonly positions: ArrayBuffer;
}

interface Schema extends DBSchema {
  maps: { key: string; value: Kept };
}

const open = () =>
  openDB<Schema>('overlook-atlas', VERSION, {
    upgrade(db) {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore('maps');
    },
  });

/** Positions that were kept of just these embeddings; null where there are none, or nothing can be kept. */
export async function keptPositions(
  key: string,
  embeddings: Float32Array,
): Promise<Float32Array<ArrayBuffer> | null> {
  try {
    const db = await open();
    const kept = await db.get('maps', key);
    db.close();
    return kept?.hash === hashOf(embeddings) ? new Float32Array(kept.positions) : null;
  } catch {
    return null; // Storage that cannot be used costs some seconds at the next visit.
  }
}

/** Keeps positions, in place of earlier ones under the key. */
export async function keepPositions(
  key: string,
  embeddings: Float32Array,
  positions: Float32Array<ArrayBuffer>,
): Promise<void> {
  try {
    const db = await open();
    await db.put('maps', { hash: hashOf(embeddings), positions: positions.slice().buffer }, key);
    db.close();
  } catch {
    // As above.
  }
}

/** FNV-1a over 32-bit words. */
function hashOf({ buffer, byteOffset, length }: Float32Array): number {
  let hash = 0x811c9dc5 ^ length;
  for (const word of new Uint32Array(buffer, byteOffset, length)) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
