import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError } from '@/lib/errors/errors';
import type { OwnGallery, Part } from '../types';

/** Key of a part: the gallery's id and the part's number. */
export type PartKey = [gallery: string, part: number];

interface Schema extends DBSchema {
  galleries: { key: string; value: OwnGallery };
  parts: { key: PartKey; value: Part };
  /** Embeddings of a part, float32, [items * dim]; apart, since the page never needs them. */
  embeddings: { key: PartKey; value: ArrayBuffer };
  /** Pictures that have no other home than this browser, by gallery and item. */
  pictures: { key: [gallery: string, item: string]; value: Blob };
}

export type Database = IDBPDatabase<Schema>;

/** Raise it, with a migration, when what is kept changes. */
const VERSION = 1;

let opening: Promise<Database> | undefined;

/** The browser's storage of own galleries. @throws AppError storage-forbidden */
export function openDatabase(): Promise<Database> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined; // The next call tries again.
    throw error;
  });
  return opening;
}

async function open(): Promise<Database> {
  try {
    return await openDB<Schema>('overlook-own', VERSION, {
      upgrade(db) {
        db.createObjectStore('galleries', { keyPath: 'id' });
        for (const name of ['parts', 'embeddings', 'pictures'] as const) db.createObjectStore(name);
      },
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        opening = undefined;
      },
      terminated: () => {
        opening = undefined;
      },
    });
  } catch (cause) {
    throw new AppError(
      'storage-forbidden',
      'This browser does not let the page keep anything.',
      'Galleries of your own need its storage: leave private browsing, or allow this site to store data.',
      { cause },
    );
  }
}

/** The keys of all that belongs to a gallery in a store. */
export function keysOf(gallery: string): IDBKeyRange {
  return IDBKeyRange.bound([gallery], [gallery, []]); // Arrays come after numbers and texts.
}

/** What the browser throws when it writes, as what a person can do about it. */
export function storageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return full
    ? new AppError(
        'storage-full',
        'The browser has no more room for this gallery.',
        'What has been read is kept. Free space on the disk or forget another gallery, then resume.',
        { cause },
      )
    : new AppError(
        'storage-forbidden',
        `The browser's storage could not be written: ${cause instanceof Error ? cause.message : cause}`,
        'Reload the page and resume; what was written before is kept.',
        { cause },
      );
}
