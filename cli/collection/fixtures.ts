import { mkdtempSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BasicType, parquetWriteFile } from 'hyparquet-writer';
import { parseOptions } from './options';
import { wkbOf } from './source/wkb';

const TINY = fileURLToPath(new URL('../../lib/encoder/fixtures/tiny', import.meta.url));

/** Numbers of an embedding of the tiny model. */
export const DIM = 8;

/** A place to make collections in, for tests: a public folder with the tiny model. */
export async function workplace() {
  const root = mkdtempSync(join(tmpdir(), 'overlook-collection-'));
  const [dir, publicDir] = [join(root, 'collections'), join(root, 'public')];
  await cp(TINY, join(publicDir, 'models/tiny'), { recursive: true });
  const places = ['--dir', dir, '--public', publicDir];
  return {
    root,
    dir,
    publicDir,
    /** Options of `create ID --from FROM` or `append`. */
    options(kind: 'create' | 'append', id: string, from: string, ...more: string[]) {
      const model = more.includes('--model') ? [] : ['--model', 'tiny'];
      const options = parseOptions([kind, id, '--from', from, ...model, ...places, ...more]);
      if (options.kind !== 'create' && options.kind !== 'append') throw new Error('not so');
      return options;
    },
  };
}

/** Unit vectors of a seed, in `clusters`. @returns [rows][dim] */
export function vectorsOf(rows: number, dim: number, seed = 1): number[][] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const centres = Array.from({ length: 100 }, () => Array.from({ length: dim }, random));
  return Array.from({ length: rows }, (_, row) =>
    (centres[row % 100] as number[]).map((value) => value + 0.2 * random()),
  );
}

/**
 * Rows as publishers of embeddings have them; row 3 has an embedding of zeros, row 5 none, row 7 no place.
 * @param wide with a text of its own for each row, and seven more columns of numbers
 */
export function writeTiles(
  path: string,
  rows: number,
  { dim = DIM, from = 0, seed = 1, wide = false } = {},
) {
  const list = <T>(of: (row: number) => T) => Array.from({ length: rows }, (_, i) => of(i));
  const vectors = vectorsOf(rows, dim, seed);
  const bands = wide ? Array.from({ length: 7 }, (_, i) => `band ${i + 1}`) : [];
  const column = (name: string, data: unknown[], type?: BasicType) => ({
    name,
    data,
    ...(type && { type }),
    nullable: true,
  });
  parquetWriteFile({
    filename: path,
    rowGroupSize: 1000,
    schema: [
      { name: 'root', num_children: wide ? 8 + bands.length : 7 },
      { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      {
        name: 'embedding',
        converted_type: 'LIST',
        repetition_type: 'OPTIONAL',
        num_children: 1,
      },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'FLOAT', repetition_type: 'OPTIONAL' },
      { name: 'geometry', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      {
        name: 'datetime',
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        repetition_type: 'OPTIONAL',
      },
      { name: 'cloud', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      {
        name: 'land cover',
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        repetition_type: 'OPTIONAL',
      },
      { name: 'clear', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
      ...(wide ? [{ name: 'scene', type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const] : []),
      ...bands.map((name) => ({ name, type: 'DOUBLE' }) as const),
    ],
    columnData: [
      column(
        'id',
        list((i) => `tile-${from + i}`),
      ),
      column(
        'embedding',
        list((i) => (i === 3 ? vectors[i]?.map(() => 0) : i === 5 ? null : vectors[i])),
      ),
      column(
        'geometry',
        list((i) => {
          const west = -180 + (i % 359);
          return i === 7 ? null : wkbOf([west, 10, west + 1, 11]);
        }),
      ),
      column(
        'datetime',
        list((i) => new Date(Date.UTC(2024, 0, 1 + (i % 366), 12))),
      ),
      column(
        'cloud',
        list((i) => (i === 9 ? null : i % 100)),
      ),
      column(
        'land cover',
        list((i) => ['water', "farmer's field", 'town'][i % 3]),
      ),
      column(
        'clear',
        list((i) => i % 2 === 0),
      ),
      ...(wide
        ? [
            column(
              'scene',
              list((i) => `scene ${i}`),
            ),
          ]
        : []),
      ...bands.map((name, band) =>
        column(
          name,
          list((i) => band + i / 8),
        ),
      ),
    ],
    kvMetadata: [
      {
        key: 'geo',
        value: JSON.stringify({
          version: '1.1.0',
          primary_column: 'geometry',
          columns: { geometry: { encoding: 'WKB', geometry_types: ['Polygon'] } },
        }),
      },
    ],
  });
}
