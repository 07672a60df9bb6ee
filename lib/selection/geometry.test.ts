import { expect, it } from 'vitest';
import { geometryOf } from './geometry';

it('is a polygon, anticlockwise and closed', () => {
  const bbox = [1, 2, 3, 4] as const;
  const ring = [
    [1, 2],
    [3, 2],
    [3, 4],
    [1, 4],
  ];
  const geometry = geometryOf({ bbox });
  expect(geometry?.type).toBe('Polygon');
  const [outer] = (geometry?.coordinates ?? []) as unknown as number[][][];
  expect(outer).toHaveLength(5);
  expect(outer?.[0]).toEqual(outer?.[4]);
  for (const corner of ring) expect(outer).toContainEqual(corner);
});

it('is a point where the box has no extent, and nothing where nobody knows', () => {
  expect(geometryOf({ bbox: [11.5, 48.1, 11.5, 48.1] })).toEqual({
    type: 'Point',
    coordinates: [11.5, 48.1],
  });
  expect(geometryOf({})).toBeNull();
});

it('is cut in two at 180°', () => {
  const expected = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [-180, 1],
          [-180, 0],
          [-179.5, 0],
          [-179.5, 1],
          [-180, 1],
        ],
      ],
      [
        [
          [179, 0],
          [180, 0],
          [180, 1],
          [179, 1],
          [179, 0],
        ],
      ],
    ],
  };
  const sorted = (geometry: ReturnType<typeof geometryOf>) =>
    ((geometry?.coordinates ?? []) as unknown as number[][][][])
      .map(([ring = []]) => ring.slice(0, 4).map(String).sort())
      .sort();
  const geometry = geometryOf({ bbox: [179, 0, -179.5, 1] });
  expect(geometry?.type).toBe('MultiPolygon');
  expect(sorted(geometry)).toEqual(sorted(expected as unknown as ReturnType<typeof geometryOf>));
});
