import type { OwnGallery, OwnItem, Part } from '../types';
import { keysOf, openDatabase, storageError } from './database';

/** All galleries of this browser's own, the newest first. @throws AppError storage-forbidden */
export async function listGalleries(): Promise<OwnGallery[]> {
  const db = await openDatabase();
  return (await db.getAll('galleries')).sort((a, b) => b.created - a.created);
}

export async function getGallery(id: string): Promise<OwnGallery | undefined> {
  return (await openDatabase()).get('galleries', id);
}

/** @throws AppError storage-full | storage-forbidden */
export async function putGallery(gallery: OwnGallery): Promise<void> {
  const db = await openDatabase();
  await db.put('galleries', gallery).catch((error: unknown) => {
    throw storageError(error);
  });
}

/**
 * Adds a part and what the gallery is with it, both or none.
 * @param embeddings float32, [part.items * dim]
 * @throws AppError storage-full | storage-forbidden
 */
export async function addPart(
  gallery: OwnGallery,
  part: Part,
  embeddings: ArrayBuffer,
  pictures: ReadonlyMap<string, Blob> = new Map(),
): Promise<void> {
  const db = await openDatabase();
  const key = [gallery.id, gallery.parts - 1] as [string, number];
  try {
    const write = db.transaction(['galleries', 'parts', 'embeddings', 'pictures'], 'readwrite');
    await Promise.all([
      write.objectStore('parts').put(part, key),
      write.objectStore('embeddings').put(embeddings, key),
      write.objectStore('galleries').put(gallery),
      ...[...pictures].map(([id, blob]) =>
        write.objectStore('pictures').put(blob, [gallery.id, id]),
      ),
      write.done,
    ]);
  } catch (error) {
    throw storageError(error);
  }
}

/** Forgets a gallery and all that was kept of it. */
export async function removeGallery(id: string): Promise<void> {
  const db = await openDatabase();
  const write = db.transaction(['galleries', 'parts', 'embeddings', 'pictures'], 'readwrite');
  await Promise.all([
    write.objectStore('galleries').delete(id),
    ...(['parts', 'embeddings', 'pictures'] as const).map((store) =>
      write.objectStore(store).delete(keysOf(id)),
    ),
    write.done,
  ]);
}

/** Parts from number `from` on, in their order. */
export async function partsOf(id: string, from = 0): Promise<Part[]> {
  const db = await openDatabase();
  return db.getAll('parts', IDBKeyRange.bound([id, from], [id, Number.POSITIVE_INFINITY]));
}

/** Embeddings of the parts from number `from` on, float32. */
export async function embeddingsOf(id: string, from = 0): Promise<Float32Array[]> {
  const db = await openDatabase();
  const range = IDBKeyRange.bound([id, from], [id, Number.POSITIVE_INFINITY]);
  return (await db.getAll('embeddings', range)).map((buffer) => new Float32Array(buffer));
}

/** A picture that is kept in this browser; undefined where it has another home. */
export async function keptPicture(id: string, item: string): Promise<Blob | undefined> {
  return (await openDatabase()).get('pictures', [id, item]);
}

/** A place in the parts. */
export interface Row {
  readonly item: OwnItem;
  readonly part: number;
  readonly row: number;
}

/** The rows that count, in their order: all but those that were dropped. */
export function rowsOf(gallery: OwnGallery, parts: readonly Part[]): Row[] {
  const dropped = new Set(gallery.dropped);
  return parts.flatMap(({ items }, part) =>
    items.flatMap((item, row) => (dropped.has(`${part}:${row}`) ? [] : [{ item, part, row }])),
  );
}
