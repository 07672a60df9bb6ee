import { expect, it } from 'vitest';
import {
  type FeatureReport,
  type PlacesReport,
  placesCoco,
  placesCsv,
  placesGeoJson,
} from './places-file';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const TANKS: FeatureReport = {
  feature: 'tanks, "round"',
  answer: 'seen',
  probability: 0.97,
  basis: { word: 'tanks', own: true, right: 0.9, n: 80, larger: false },
  threshold: 0.5,
  things: true,
  share: 0.0004,
  places: [
    {
      box: { x: 10, y: 20.333333, width: 30, height: 30 },
      probability: 0.98765,
      rings: [square(10, 20.333333, 30), square(20, 30, 4).reverse()],
      share: 0.0004,
    },
  ],
};
const REPORT: PlacesReport = {
  picture: { name: 'works.webp', width: 2048, height: 1024 },
  model: 'compact',
  method: 'dense',
  scale: 1 / 3,
  complete: true,
  features: [
    TANKS,
    { ...TANKS, feature: '=airport', answer: 'not-seen', probability: 0.1, share: 0, places: [] },
  ],
};

it('writes CSV that spreadsheets read as it is meant', () => {
  const [head, line] = placesCsv(REPORT).split('\r\n');
  expect(head).toBe('feature,answer,score,x,y,width,height,share,outline');
  expect(line).toContain(
    '"tanks, ""round""",seen,0.9877,10,20.33,30,30,0.0004,"POLYGON((10 20.3, 40 20.3',
  );
  const formula = { ...TANKS, feature: '=airport' };
  expect(placesCsv({ ...REPORT, features: [formula] })).toContain("\r\n'=airport,seen,");
});

it('writes COCO: a picture, its categories, an annotation a place', () => {
  const coco = JSON.parse(placesCoco(REPORT));
  expect(coco.images).toEqual([{ id: 1, file_name: 'works.webp', width: 2048, height: 1024 }]);
  expect(
    coco.categories.map(({ name, count }: FeatureReport & { name: string; count: number }) => [
      name,
      count,
    ]),
  ).toEqual([
    ['tanks, "round"', 1],
    ['=airport', 0],
  ]);
  expect(coco.categories[1]).toMatchObject({ id: 2, answer: 'not-seen', probability: 0.1 });
  const [annotation] = coco.annotations;
  expect(annotation).toMatchObject({
    id: 1,
    image_id: 1,
    category_id: 1,
    bbox: [10, 20.33, 30, 30],
  });
  expect(annotation.segmentation[0]).toHaveLength(8);
  expect(annotation.area).toBeCloseTo(0.0004 * 2048 * 1024, 0);
});

it('writes GeoJSON: closed rings, the outer one counter-clockwise and holes the other way', () => {
  const geo = JSON.parse(
    placesGeoJson(REPORT, (column, row) => [10 + column / 1000, 50 - row / 1000]),
  );
  expect(geo.features).toHaveLength(1);
  const [outer, hole] = geo.features[0].geometry.coordinates;
  expect(outer).toHaveLength(5);
  expect(outer[4]).toEqual(outer[0]);
  const area = (ring: number[][]) =>
    ring
      .slice(0, 4)
      .reduce(
        (sum, [x = 0, y = 0], i) => sum + x * (ring[i + 1]?.[1] ?? 0) - (ring[i + 1]?.[0] ?? 0) * y,
        0,
      );
  expect(area(outer)).toBeGreaterThan(0);
  expect(area(hole)).toBeLessThan(0);
  expect(geo.features[0].properties).toMatchObject({ feature: 'tanks, "round"', score: 0.9877 });
});
