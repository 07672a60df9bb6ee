import { expect, it } from 'vitest';
import { type PlacesReport, placesCsv, placesGeoJson, placesJson } from './places-file';

const REPORT: PlacesReport = {
  picture: { name: 'works.webp', width: 2048, height: 1024 },
  model: 'compact',
  method: 'dense',
  scale: 1 / 3,
  threshold: 0.622,
  complete: true,
  features: [
    {
      feature: 'tanks, "round"',
      presence: 0.98765,
      found: true,
      places: [{ box: { x: 10, y: 20.333333, width: 30, height: 40 }, probability: 0.98765 }],
    },
    { feature: '=airport', presence: 0.1, found: false, places: [] },
  ],
};

it('writes JSON', () => {
  const { features, ...rest } = JSON.parse(placesJson(REPORT));
  expect(rest).toEqual({
    picture: REPORT.picture,
    model: 'compact',
    method: 'dense',
    scale: 0.3333,
    threshold: 0.622,
    complete: true,
  });
  expect(features[0].places).toEqual([
    { x: 10, y: 20.33, width: 30, height: 40, probability: 0.9877 },
  ]);
  expect(features[1]).toEqual({ feature: '=airport', presence: 0.1, found: false, places: [] });
});

it('writes CSV that spreadsheets read as it is meant', () => {
  expect(placesCsv(REPORT)).toBe(
    'feature,probability,x,y,width,height\r\n"tanks, ""round""",0.9877,10,20.33,30,40\r\n',
  );
  const place = { box: { x: 0, y: 0, width: 1, height: 1 }, probability: 1 };
  const formula = { feature: '=airport', presence: 1, found: true, places: [place] };
  expect(placesCsv({ ...REPORT, features: [formula] })).toContain("\r\n'=airport,1,0,0,1,1\r\n");
});

it('writes GeoJSON: closed rings, counter-clockwise', () => {
  const geo = JSON.parse(
    placesGeoJson(REPORT, (column, row) => [10 + column / 1000, 50 - row / 1000]),
  );
  expect(geo.features).toHaveLength(1);
  const [ring] = geo.features[0].geometry.coordinates;
  expect(ring).toHaveLength(5);
  expect(ring[4]).toEqual(ring[0]);
  expect(ring[0]).toEqual([10.01, 49.9796667]);
  const area = ring
    .slice(0, 4)
    .reduce(
      (sum: number, [x, y]: number[], i: number) =>
        sum + (x ?? 0) * ring[i + 1][1] - ring[i + 1][0] * (y ?? 0),
      0,
    );
  expect(area).toBeGreaterThan(0);
  expect(geo.features[0].properties).toMatchObject({
    feature: 'tanks, "round"',
    probability: 0.9877,
  });
});
