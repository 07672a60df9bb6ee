import { resolve } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { type LanceConnection, type LanceTable, loadStore } from './lancedb';
import type { CollectionManifest } from './manifest';

/** Seconds after which a reader looks whether a writer has added something. */
const CONSISTENCY = 5;

/** Keys and region of a cluster, from the environment; object storage reads AWS_… and the like itself. */
function cluster() {
  const { LANCEDB_API_KEY: apiKey, LANCEDB_REGION: region } = process.env;
  return { ...(apiKey && { apiKey }), ...(region && { region }) };
}

/**
 * @param store "." for the collection's own folder, else an address that LanceDB takes
 * @throws AppError store-missing | collection-invalid
 */
export async function connectStore(
  dir: string,
  { id, store }: Pick<CollectionManifest, 'id' | 'store'>,
): Promise<LanceConnection> {
  const { lance } = await loadStore();
  // LanceDB takes a bare word for a database of its cloud: a path is given whole.
  const uri = store === '.' ? resolve(dir, id) : store;
  try {
    return await lance.connect(uri, { readConsistencyInterval: CONSISTENCY, ...cluster() });
  } catch (cause) {
    throw unreachable(id, cause);
  }
}

/** The name of its table: others may share the store. */
export function tableName({ id, store }: Pick<CollectionManifest, 'id' | 'store'>): string {
  return store === '.' ? 'items' : id;
}

/** @throws AppError store-missing | collection-invalid */
export async function openTable(dir: string, manifest: CollectionManifest): Promise<LanceTable> {
  const connection = await connectStore(dir, manifest);
  try {
    return await connection.openTable(tableName(manifest));
  } catch (cause) {
    throw unreachable(manifest.id, cause);
  }
}

function unreachable(id: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return new AppError(
    'collection-invalid',
    `The table of the collection "${id}" cannot be opened: ${why}`,
    'Look whether its folder is whole, or its store can be reached; else create it again.',
    { cause },
  );
}
