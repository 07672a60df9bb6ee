import { describe, expect, it } from 'vitest';
import type { Box } from './box';
import { countsOf, filterOf, filtersIn, isFiltering, NO_FILTER, passes } from './narrowing';

const ITEMS = [
  { file: 'a.webp', name: 'north/coast/a.jpg', category: 'beach', tags: ['sand', 'sea'] },
  { file: 'b.webp', name: 'north/b.jpg', category: 'beach', tags: ['sand'] },
  { file: 'c.webp', name: 'south/c.jpg', category: 'port', tags: ['sea', 'ship'] },
  { file: 'd.webp', name: 'd.jpg' },
];
const files = (filter: Partial<typeof NO_FILTER>) =>
  ITEMS.filter((item) => passes(item, { ...NO_FILTER, ...filter })).map(({ file }) => file[0]);

describe('a filter', () => {
  it('lets everything pass where it asks for nothing', () => {
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(files({})).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes one of several categories, and all of several tags', () => {
    expect(files({ category: ['beach'] })).toEqual(['a', 'b']);
    expect(files({ category: ['beach', 'port'] })).toEqual(['a', 'b', 'c']);
    expect(files({ tag: ['sea'] })).toEqual(['a', 'c']);
    expect(files({ tag: ['sea', 'sand'] })).toEqual(['a']);
    expect(files({ category: ['port'], tag: ['sand'] })).toEqual([]);
  });

  it('counts chosen values and bounds alike, and takes both', () => {
    const filter = { ...NO_FILTER, category: ['beach', 'port'], size: 100, from: '2024-01-01' };
    expect(filtersIn(filter)).toBe(4);
    expect(isFiltering({ ...NO_FILTER, to: '2024-01-01' })).toBe(true);
    const item = { file: 'a.jpg', category: 'beach', width: 128, height: 128, date: '2024-02-01' };
    expect(passes(item, filter)).toBe(true);
    expect(passes({ ...item, date: '2023-02-01' }, filter)).toBe(false);
    expect(filterOf({ ...filter, ...{ sort: 'name' } })).toEqual(filter);
  });

  it('takes a folder with all that lies within', () => {
    expect(files({ folder: ['north'] })).toEqual(['a', 'b']);
    expect(files({ folder: ['north/coast', 'south'] })).toEqual(['a', 'c']);
    expect(files({ folder: ['nor'] })).toEqual([]);
  });
});

describe('a box', () => {
  const at = (...bbox: [number, number, number, number]) => ({ file: 'a.webp', bbox });
  const inBox = (item: { bbox?: [number, number, number, number] }, bbox: Box) =>
    passes({ file: 'a.webp', ...item }, { ...NO_FILTER, bbox });

  it('lets pass what lies in it or touches it, and nothing that lies nowhere', () => {
    expect(isFiltering({ ...NO_FILTER, bbox: [1, 2, 3, 4] })).toBe(true);
    expect(isFiltering({ ...NO_FILTER, bbox: null })).toBe(false);
    expect(inBox(at(11, 48, 12, 49), [10, 47, 13, 50])).toBe(true);
    expect(inBox(at(10, 47, 13, 50), [11, 48, 12, 49])).toBe(true);
    expect(inBox(at(11, 48, 12, 49), [12, 49, 13, 50])).toBe(true);
    expect(inBox(at(11, 48, 12, 49), [12.1, 48, 13, 50])).toBe(false);
    expect(inBox(at(11, 48, 12, 49), [11, 49.1, 12, 50])).toBe(false);
    expect(inBox(at(11, 48, 11, 48), [10, 47, 13, 50])).toBe(true);
    expect(inBox({}, [-180, -90, 180, 90])).toBe(false);
  });

  it('may cross 180°', () => {
    expect(inBox(at(-179.5, 0, -179, 1), [179, 0, -178, 1])).toBe(true);
    expect(inBox(at(179.5, 0, -179, 1), [-179.5, 0, -178, 1])).toBe(true);
    expect(inBox(at(10, 0, 11, 1), [179, 0, -178, 1])).toBe(false);
  });

  it('may be the whole world', () => {
    expect(inBox(at(10, 0, 11, 1), [-180, -90, 180, 90])).toBe(true);
    expect(inBox(at(-180, 0, -179, 1), [-180, -90, 180, 90])).toBe(true);
  });
});

describe('counts', () => {
  it('are those of the gallery, by name', () => {
    const { category, tag, folder } = countsOf(ITEMS, NO_FILTER);
    expect(category).toEqual([
      { value: 'beach', count: 2 },
      { value: 'port', count: 1 },
    ]);
    expect(tag.map(({ value, count }) => `${value} ${count}`)).toEqual([
      'sand 2',
      'sea 2',
      'ship 1',
    ]);
    expect(folder.map(({ value, count }) => `${value} ${count}`)).toEqual([
      'north 2',
      'north/coast 1',
      'south 1',
    ]);
  });

  it('are of what the other facets let pass, and keep what is chosen', () => {
    const { category, tag } = countsOf(ITEMS, { ...NO_FILTER, category: ['port'], tag: ['sand'] });
    expect(category).toEqual([
      { value: 'beach', count: 2 },
      { value: 'port', count: 0 },
    ]);
    expect(tag).toEqual([{ value: 'sand', count: 0 }]);
  });

  it('are left out where nothing could be chosen', () => {
    const same = [
      { file: 'x/a.jpg', category: 'port' },
      { file: 'x/b.jpg', category: 'port' },
    ];
    expect(countsOf(same, NO_FILTER)).toEqual({ category: [], tag: [], folder: [] });
    const { category } = countsOf(same, { ...NO_FILTER, category: ['port'] });
    expect(category).toEqual([{ value: 'port', count: 2 }]);
  });
});
