import { describe, expect, it } from 'vitest';
import { boxOfPlane, fromPlane, toPlane } from './plane';
import { namedSystem } from './projection';

describe('the plane of the map', () => {
  it('is Web Mercator', () => {
    const [x, y] = toPlane([11.5, 48.1], 11);
    expect(x).toBeCloseTo(1_280_174.14, 1);
    expect(y).toBeCloseTo(6_124_701.1, -1);
    const [lon, lat] = fromPlane([x, y]);
    expect(lon).toBeCloseTo(11.5, 9);
    expect(lat).toBeCloseTo(48.1, 9);
  });

  it('keeps together what crosses 180°', () => {
    const [west] = toPlane([179.9, 0], 179.9);
    const [east, y] = toPlane([-179.9, 0], 179.9);
    expect(east - west).toBeCloseTo(22_263.9, 0);
    const box = boxOfPlane([west, y - 10, east, y + 10]);
    expect(box[0]).toBeCloseTo(179.9, 9);
    expect(box[2]).toBeCloseTo(-179.9, 9);
    expect(boxOfPlane([-3e7, -10, 3e7, 10])).toMatchObject([-180, {}, 180, {}].map(() => ({})));
  });
});

describe('a named system', () => {
  it('says places in its own numbers', async () => {
    const utm = await namedSystem('EPSG:32632');
    expect(utm.name).toBe('EPSG:32632');
    expect(utm.geographic).toBe(false);
    const [east, north] = utm.from([9, 48.1]);
    expect(east).toBeCloseTo(500_000, 3);
    expect(north).toBeCloseTo(5_327_505, -2);
    expect((await namedSystem('EPSG:4326')).geographic).toBe(true);
  });
});
