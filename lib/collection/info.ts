import type { JsonReader } from '@/lib/json/reader';
import { readBox } from './request';
import { COLLECTION_INDEXES, COLUMN_TYPES, type CollectionInfo } from './types';

/** Ids go into URLs, folder names and names of tables as they are. */
export const COLLECTION_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Reads the description of a collection, from its folder or a server. @throws what `at` throws */
export function readInfo(at: JsonReader): CollectionInfo {
  const id = at.field('id').string();
  if (!COLLECTION_ID.test(id)) at.field('id').fail('must be of small letters, digits, "-" and "_"');
  const [description, date, bbox, index] = ['description', 'date', 'bbox', 'index'].map((name) =>
    at.optional(name),
  );
  return {
    id,
    title: at.field('title').string(),
    ...(description && { description: description.string() }),
    license: at.field('license').string(),
    attribution: at.field('attribution').string(),
    model: at.field('model').string(),
    modelSha256: at.field('modelSha256').string(),
    dim: at.field('dim').whole(1),
    rows: at.field('rows').whole(0),
    columns: at
      .field('columns')
      .list()
      .map((column) => ({
        name: column.field('name').string(),
        type: column.field('type').oneOf(COLUMN_TYPES),
      })),
    ...(date && { date: date.string() }),
    ...(bbox && { bbox: readBox(bbox) }),
    ...(index && {
      index: {
        kind: index.field('kind').oneOf(COLLECTION_INDEXES),
        recall: index.field('recall').number(0, 1),
      },
    }),
  };
}
