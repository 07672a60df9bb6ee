import { describe, expect, it } from 'vitest';
import { boxOfPlane, fromPlane, planeOfBox, toPlane } from './plane';
import { namedSystem, toWgs84 } from './projection';

describe('the plane of the map', () => {
  it('is Web Mercator, as the example of the EPSG guidance note 7-2 has it', () => {
    const place = [-(100 + 20 / 60), 24 + 22 / 60 + 54.433 / 3600] as const;
    const [x, y] = toPlane(place, -100);
    expect(x).toBeCloseTo(-11_169_055.58, 2);
    expect(y).toBeCloseTo(2_800_000, 1);
    const [lon, lat] = fromPlane([x, y]);
    expect(lon).toBeCloseTo(place[0], 9);
    expect(lat).toBeCloseTo(place[1], 9);
  });

  it('keeps together what crosses 180°', () => {
    const [west] = toPlane([179.9, 0], 179.9);
    const [east, y] = toPlane([-179.9, 0], 179.9);
    expect(east - west).toBeCloseTo(22_263.9, 0);
    const box = boxOfPlane([west, y - 10, east, y + 10]);
    expect(box[0]).toBeCloseTo(179.9, 9);
    expect(box[2]).toBeCloseTo(-179.9, 9);
    planeOfBox(box, 179).forEach((side, i) => {
      expect(side).toBeCloseTo([west, y - 10, east, y + 10][i] as number, 6);
    });
  });

  it('is the whole world where it is all around', () => {
    const [west, , east] = boxOfPlane([-3e7, -10, 3e7, 10]);
    expect([west, east]).toEqual([-180, 180]);
  });
});

describe('a named system', () => {
  it('says a place in the numbers that it was made of', async () => {
    const affine = { a: 0.5, b: 0, c: 691_000, d: 0, e: -0.5, f: 5_335_000 };
    const crs = 'EPSG:32632';
    const place = (await toWgs84({ affine, crs }))(100, 200);
    const utm = await namedSystem(crs);
    expect(utm).toMatchObject({ name: crs, geographic: false });
    const [east, north] = utm.from(place);
    expect(east).toBeCloseTo(691_050, 3);
    expect(north).toBeCloseTo(5_334_900, 3);
    expect(await namedSystem('epsg:4326')).toMatchObject({ name: 'EPSG:4326', geographic: true });
  });
});
