import { describe, expect, it } from 'vitest';
import type { ColumnChoice } from '@/lib/narrowing/columns';
import { parseSearch } from './request';
import type { CollectionColumn } from './types';
import { columnFilters, columnProblem } from './where';

const COLUMNS: readonly CollectionColumn[] = [
  { name: 'cloud', type: 'number' },
  { name: 'sensor', type: 'text' },
  { name: 'clear', type: 'boolean' },
  { name: 'seen', type: 'date' },
];

describe('the request of what was chosen', () => {
  it('has values of the columns’ types, as the server takes them', () => {
    const columns = columnFilters(
      [
        { column: 'cloud', from: '-1.5', to: '2e1' },
        { column: 'sensor', values: ['S2A', '7'] },
        { column: 'clear', values: ['true'] },
        { column: 'seen', from: '2024-05-01', to: null },
      ],
      COLUMNS,
    );
    expect(columns).toEqual({
      cloud: { min: -1.5, max: 20 },
      sensor: { in: ['S2A', '7'] },
      clear: { in: [true] },
      seen: { min: '2024-05-01' },
    });
    const collection = { id: 'a', dim: 1, model: 'm', modelSha256: 's', columns: COLUMNS };
    const search = parseSearch({ embedding: [1], filter: { columns } }, collection);
    expect(search.filter.columns).toEqual(columns);
    expect(columnFilters([{ column: 'cloud', values: ['1', '.5'] }], COLUMNS)).toEqual({
      cloud: { in: [1, 0.5] },
    });
  });

  it.each([
    [{ column: 'clod', from: '0', to: '20' }, 'no column "clod"'],
    [{ column: '__proto__', values: ['1'] }, 'no column "__proto__"'],
    [{ column: 'cloud', values: ['few'] }, 'it holds numbers, and "few"'],
    [{ column: 'cloud', from: '1', to: 'NaN' }, '"NaN"'],
    [{ column: 'cloud', from: '1e999', to: null }, '"1e999"'],
    [{ column: 'cloud', from: ' 1', to: null }, '" 1"'],
    [{ column: 'cloud', from: '0x10', to: null }, '"0x10"'],
    [{ column: 'cloud', from: '20', to: '0' }, '20 is above 0'],
    [{ column: 'sensor', from: 'a', to: 'b' }, 'it holds texts, which have no range'],
    [{ column: 'clear', from: 'false', to: null }, 'no range'],
    [{ column: 'clear', values: ['yes'] }, 'it holds true or false'],
    [{ column: 'seen', values: ['2024-06-31'] }, '"2024-06-31"'],
    [{ column: 'seen', from: '2024-06-02', to: '2024-06-01' }, 'is above'],
    [{ column: 'x'.repeat(200), values: ['1'] }, 'x…'],
  ] as readonly [ColumnChoice, string][])('is not made of %j', (choice, why) => {
    const problem = columnProblem([choice], COLUMNS);
    expect(problem).toMatchObject({
      code: 'parameter-invalid',
      message: expect.stringContaining(why),
      advice: expect.stringContaining('Remove this filter'),
    });
    expect(() => columnFilters([choice], COLUMNS)).toThrow(problem?.message);
  });

  it('names the columns that there are, as far as they are few', () => {
    const where = [{ column: 'x', values: ['1'] }];
    expect(columnProblem(where, COLUMNS)?.advice).toContain('"cloud", "sensor", "clear", "seen".');
    expect(columnProblem(where, [])?.advice).toContain('only collections');
    const many = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}`, type: 'text' as const }));
    expect(columnProblem(where, many)?.advice).toContain('"c11" and others.');
    expect(columnProblem([], [])).toBeNull();
  });
});
