import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { readInfo } from './info';
import { LISTED } from './types';

const INFO = {
  ...{ id: 'tiles', title: 'Tiles', license: 'CC0', attribution: 'Nobody' },
  ...{ model: 'm', modelSha256: 's', dim: 8, rows: 3 },
};
const read = (columns: unknown) =>
  readInfo(
    new JsonReader(
      { ...INFO, columns },
      '',
      (what) => new AppError('collection-invalid', what, ''),
    ),
  ).columns;

describe('the columns of a collection’s description', () => {
  it('are read with what is known of their values', () => {
    const columns = [
      { name: 'cloud', type: 'number', min: -1, max: 99.5 },
      { name: 'seen', type: 'date', min: '2024-01-01T12:00:00.000Z', max: '2024-12-31' },
      { name: 'sensor', type: 'text', values: [{ value: 'S2A', count: 2 }] },
      { name: 'clear', type: 'boolean' },
    ];
    expect(read(columns)).toEqual(columns);
    // As collections from before say it, and with what a later version may add.
    expect(read([{ name: 'cloud', type: 'number', mean: 3 }])).toEqual([
      { name: 'cloud', type: 'number' },
    ]);
  });

  it.each([
    [{ name: 'cloud', type: 'number', min: '0' }, 'columns[0].min must be a number'],
    [{ name: 'seen', type: 'date', max: 7 }, 'columns[0].max'],
    [{ name: 'seen', type: 'date', max: 'today' }, 'must be a date'],
    [{ name: 'sensor', type: 'text', min: 'a' }, 'is of numbers and dates'],
    [{ name: 'cloud', type: 'number', values: [] }, 'are of texts'],
    [{ name: 'sensor', type: 'text', values: [{ value: '', count: 1 }] }, 'values[0].value'],
    [{ name: 'sensor', type: 'text', values: [{ value: 'a', count: 0 }] }, 'values[0].count'],
    [
      {
        name: 'sensor',
        type: 'text',
        values: Array.from({ length: LISTED.values + 1 }, (_, i) => ({ value: `${i}`, count: 1 })),
      },
      'must be at most',
    ],
    [{ name: 'sensor', type: 'blob' }, 'columns[0].type'],
  ])('are refused where they are %j', (column, why) => {
    expect(() => read([column])).toThrow(why);
  });
});
