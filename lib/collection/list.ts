import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { readInfo } from './info';
import type { CollectionInfo } from './types';

/** A file of the site that names no collections; a server that has some answers in its place. */
export const COLLECTIONS_FILE = 'collections.json';

/** @param value of {@link COLLECTIONS_FILE} @throws AppError server-away where it is not such a list */
export function readCollections(value: unknown): CollectionInfo[] {
  const error = (what: string) =>
    new AppError(
      'server-away',
      `The site’s list of collections cannot be read: ${what}.`,
      'Try again in a moment, or choose a gallery that is searched on this device.',
    );
  return new JsonReader(value, '', error).field('collections').list().map(readInfo);
}
