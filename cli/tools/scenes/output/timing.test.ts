import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spread, type Timings, writeTiming } from './timing';

const folder = mkdtempSync(join(tmpdir(), 'timing-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('spread', () => {
  it('takes values that occurred, in whatever order they come', () => {
    const values = [40, 10, 30, 20];
    expect(spread(values)).toEqual({ lowerQuartile: 10, median: 20, upperQuartile: 30, most: 40 });
    expect(spread([7.04])).toEqual({ lowerQuartile: 7, median: 7, upperQuartile: 7, most: 7 });
  });
});

describe('writeTiming', () => {
  it('keeps what other sizes took', async () => {
    const path = join(folder, 'deep', 'scenes.json');
    await writeTiming(path, 224, [{ wall: 90, cpu: 80 }]);
    await writeTiming(path, 256, [{ wall: 120, cpu: 110 }]);
    const timings = JSON.parse(readFileSync(path, 'utf8')) as Timings;
    expect(timings['224']?.cpu.median).toBe(80);
    expect(timings['256']).toMatchObject({ scenes: 1, wall: { median: 120 } });
  });
});
