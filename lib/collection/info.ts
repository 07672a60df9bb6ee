import type { JsonReader } from '@/lib/json/reader';
import { readBox, readDate } from './request';
import {
  COLLECTION_INDEXES,
  COLUMN_TYPES,
  type CollectionColumn,
  type CollectionInfo,
  type ColumnCount,
  LISTED,
} from './types';

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
    columns: at.field('columns').list().map(readColumn),
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

function readColumn(at: JsonReader): CollectionColumn {
  const name = at.field('name').string();
  const type = at.field('type').oneOf(COLUMN_TYPES);
  const [min, max, values] = [at.optional('min'), at.optional('max'), at.optional('values')];
  return {
    name,
    type,
    ...(min && { min: readEnd(min, type) }),
    ...(max && { max: readEnd(max, type) }),
    ...(values && { values: readValues(values, type) }),
  };
}

function readEnd(at: JsonReader, type: CollectionColumn['type']): number | string {
  if (type === 'number') return at.number();
  if (type !== 'date') at.fail(`is of numbers and dates, not of a ${type}`);
  return readDate(at);
}

function readValues(at: JsonReader, type: CollectionColumn['type']): ColumnCount[] {
  if (type !== 'text') at.fail(`are of texts, not of a ${type}`);
  const list = at.list();
  if (list.length > LISTED.values) at.fail(`must be at most ${LISTED.values}`);
  return list.map((one) => ({
    value: one.field('value').string(),
    count: one.field('count').whole(1),
  }));
}
