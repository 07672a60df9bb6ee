import { describe, expect, it } from 'vitest';
import { type ColumnChoice, choiceOf, choicesIn, isChosen, withChoice } from './columns';
import { filtersIn, NO_FILTER, passes } from './narrowing';

const cloud = { column: 'cloud', from: '0', to: '20' };
const sensor = { column: 'sensor', values: ['S2A', 'S2B'] };

describe('choices of columns', () => {
  it('are replaced at their place, and leave with their last value', () => {
    const where = [cloud, sensor];
    const wider = { column: 'cloud', from: null, to: '30' };
    expect(withChoice(where, wider)).toEqual([wider, sensor]);
    expect(withChoice([cloud], sensor)).toEqual(where);
    expect(withChoice(where, { column: 'sensor', values: [] })).toEqual([cloud]);
    expect(withChoice(where, { column: 'cloud', from: null, to: null })).toEqual([sensor]);
    expect(withChoice([], { column: 'other', values: [] })).toEqual([]);
    expect(choiceOf(where, 'sensor')).toBe(sensor);
    expect(choiceOf(where, 'none')).toBeUndefined();
    expect(choicesIn(where)).toBe(3);
    expect(filtersIn({ ...NO_FILTER, where })).toBe(3);
  });

  const item = { cloud: 12.5, sensor: 'S2B', clear: true, seen: '2024-05-31T12:00:00.000Z' };
  it.each([
    [cloud, true],
    [{ column: 'cloud', from: '12.5', to: '12.5' }, true],
    [{ column: 'cloud', from: '13', to: null }, false],
    [{ column: 'cloud', from: 'x', to: null }, false],
    [{ column: 'cloud', values: ['12', '12.5'] }, true],
    [sensor, true],
    [{ column: 'sensor', values: ['S2'] }, false],
    [{ column: 'clear', values: ['true'] }, true],
    [{ column: 'clear', values: ['false'] }, false],
    [{ column: 'clear', from: 'false', to: null }, false],
    [{ column: 'seen', from: '2024-05-31', to: '2024-05-31' }, true],
    [{ column: 'seen', values: ['2024-05-31'] }, true],
    [{ column: 'seen', from: '2024-06-01', to: null }, false],
    [{ column: 'seen', from: '2024-05-31T11:00:00.000Z', to: null }, true],
    [{ column: 'none', values: ['1'] }, false],
    [{ column: '__proto__', values: ['1'] }, false],
    [{ column: '__proto__', from: null, to: 'z' }, false],
  ] as readonly [ColumnChoice, boolean][])('%j: %s', (choice, chosen) => {
    expect(isChosen(item, choice)).toBe(chosen);
    const filter = { ...NO_FILTER, where: [choice] };
    expect(passes({ file: 'a.webp', columns: item }, filter)).toBe(chosen);
    expect(passes({ file: 'a.webp' }, filter)).toBe(false);
  });
});
