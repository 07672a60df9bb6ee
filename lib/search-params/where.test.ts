import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '@/lib/collection/types';
import type { ColumnChoice } from '@/lib/narrowing/columns';
import { problemsOf } from './problems';
import { toHref, VIEWS } from './views';
import { fitsAddress, parseAsWhere, WHERE_LENGTH_MAX } from './where';

const load = createLoader(VIEWS.text.parsers);
const parse = (raw: string) => parseAsWhere.parse(raw);
const print = (where: readonly ColumnChoice[]) => parseAsWhere.serialize?.(where) ?? '';

describe('filters by columns in an address', () => {
  it('are ranges, of which one end may be missing, and values', () => {
    const raw = 'cloud:0..20;sensor:S2A,S2B;seen:2024-05-01..;height:..-1.5;clear:true';
    const where = [
      { column: 'cloud', from: '0', to: '20' },
      { column: 'sensor', values: ['S2A', 'S2B'] },
      { column: 'seen', from: '2024-05-01', to: null },
      { column: 'height', from: null, to: '-1.5' },
      { column: 'clear', values: ['true'] },
    ];
    expect(parse(raw)).toEqual(where);
    expect(print(where)).toBe(raw);
    expect(toHref('text', { q: 'port', where })).toBe(`/?q=port&where=${raw}`);
    expect(load(`?where=${raw}`).where).toEqual(where);
  });

  const hostile = [
    'a:b',
    'a,b;c',
    '0..20',
    '..',
    '.',
    '...',
    '.5.',
    '~',
    '~~;',
    '~.',
    "farmer's field",
    '"quoted" <b>\\',
    'a & b = c + d ? # / %20 %',
    ' leading and trailing ',
    'ميناء',
    '🛫🛬',
    '\u0000\n\t',
    "' OR 1=1 --",
    '__proto__',
    'x'.repeat(LIMITS.text),
  ];
  it.each(hostile)('give back a name and values such as %j', (text) => {
    const states: readonly (readonly ColumnChoice[])[] = [
      [{ column: text, values: [text, 'b'] }],
      [{ column: text, from: text, to: null }],
      [
        { column: 'first', from: null, to: text },
        { column: text, from: text, to: text },
      ],
    ];
    for (const where of states) {
      expect(parse(print(where))).toEqual(where);
      expect(fitsAddress(where)).toBe(true);
      const { search } = new URL(toHref('text', { where }), 'http://localhost');
      expect(load(search).where).toEqual(where);
      expect(problemsOf('text', new URLSearchParams(search))).toEqual([]);
    }
  });

  it('give back what is made of random characters', () => {
    let state = 11;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const text = () =>
      Array.from({ length: 1 + random(6) }, () => ':;,.~ aé0-'[random(10)]).join('');
    for (let i = 0; i < 2000; i++) {
      const where: readonly ColumnChoice[] = [
        { column: `a${text()}`, values: [...new Set([text(), text(), text()])] },
        { column: `b${text()}`, from: text(), to: random(2) === 0 ? null : text() },
      ];
      expect(parse(print(where))).toEqual(where);
      // Whatever is read of an address that somebody wrote, a link made of it holds the same.
      const read = parse(Array.from({ length: random(4) + 1 }, text).join(':'));
      if (read) expect(parse(print(read))).toEqual(read);
    }
  });

  it.each([
    '',
    'cloud',
    'cloud:',
    ':5',
    'cloud:..',
    'cloud:1..2..3',
    'cloud:1..2,3',
    'cloud:1,2..3',
    'cloud:1,,2',
    'cloud:1;',
    ';cloud:1',
    'cloud:1;cloud:2',
    'a:b:c',
    'cloud:1~',
    `${'x'.repeat(LIMITS.text + 1)}:1`,
    `cloud:${'x'.repeat(LIMITS.text + 1)}`,
    `cloud:${Array.from({ length: LIMITS.values + 1 }, (_, i) => i).join(',')}`,
    Array.from({ length: LIMITS.filterColumns + 1 }, (_, i) => `c${i}:1`).join(';'),
    Array.from({ length: 25 }, (_, i) => `${i}`.padEnd(190, 'x')).join(','),
  ])('are not read in part, and that is told: %.40s', (raw) => {
    expect(parse(raw)).toBeNull();
    const problems = problemsOf('text', new URLSearchParams({ where: raw }));
    expect(problems).toMatchObject([
      { code: 'parameter-invalid', message: expect.stringContaining('where=') },
    ]);
    expect(problems[0]?.message.length).toBeLessThan(120);
  });

  it('name a value once, and are no longer than an address may be', () => {
    expect(parse('a:1,1,2')).toEqual([{ column: 'a', values: ['1', '2'] }]);
    const values = Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(150, '.'));
    expect(fitsAddress([{ column: 'a', values }])).toBe(false);
    expect(fitsAddress([])).toBe(true);
    expect(parse(`a:${'1,'.repeat(WHERE_LENGTH_MAX)}1`)).toBeNull();
  });
});
