import { expect, it } from 'vitest';
import type { GalleryItem } from '@/lib/gallery/types';
import { fromPlane } from '@/lib/geo/plane';
import { haveAnyPlace, middleOf, placesOf } from './places';
import { resultsOf } from './results';

const item = (id: string, more: Partial<GalleryItem> = {}): GalleryItem => ({
  id,
  file: `${id}.webp`,
  width: 256,
  height: 256,
  ...more,
});
const CORNERS = [
  [11, 49],
  [12, 49.1],
  [12.1, 48],
  [11.1, 47.9],
] as const;

it('puts items by their corners or their box, and leaves out those that lie nowhere', () => {
  const items = [
    item('a', { corners: CORNERS, bbox: [11, 47.9, 12.1, 49.1] }),
    item('b', { bbox: [1, 2, 1, 2] }),
    item('c'),
  ];
  expect(haveAnyPlace(items)).toBe(true);
  expect(haveAnyPlace([item('c')])).toBe(false);
  const found = placesOf(items);
  expect(found?.kind).toBe('ground');
  expect(found?.places.map((place) => [place.item.id, place.point])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  const corners = found?.places[0]?.corners.map(fromPlane) ?? [];
  corners.forEach(([lon, lat], i) => {
    expect(lon).toBeCloseTo(CORNERS[i]?.[0] ?? 0, 9);
    expect(lat).toBeCloseTo(CORNERS[i]?.[1] ?? 0, 9);
  });
});

it('keeps together what lies on both sides of 180°', () => {
  const found = placesOf([
    item('west', { bbox: [179.9, 0, 179.95, 0.1] }),
    item('across', { bbox: [179.95, 0, -179.95, 0.1] }),
    item('east', { bbox: [-179.95, 0, -179.9, 0.1] }),
  ]);
  const xs = found?.places.map(({ corners }) => middleOf(corners)[0]) ?? [];
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect((xs[2] ?? 0) - (xs[0] ?? 0)).toBeLessThan(20_000);
});

it('shows scenes that lie nowhere side by side, in their own pixels', () => {
  const part = { x: 0, y: 0, width: 100, height: 50 };
  const found = placesOf([
    item('a', { part: { of: 'one.png', ...part, x: 100, y: 10 } }),
    item('b', { part: { of: 'two.png', ...part } }),
  ]);
  expect(found?.kind).toBe('pixels');
  expect(found?.places.map(({ corners }) => [corners[0], corners[2]])).toEqual([
    [
      [100, -10],
      [200, -60],
    ],
    [
      [210, -0],
      [310, -50],
    ],
  ]);
});

it('colours results by their place between the least and the most similar', () => {
  const ranked = (id: string, similarity: number) => ({ row: 0, id, similarity });
  const results = resultsOf({
    items: [{ ...ranked('a', 0.5), copies: [ranked('c', 0.3)] }, ranked('b', 0.4)],
    cutoff: 0.45,
  } as unknown as Parameters<typeof resultsOf>[0]);
  expect([...results.keys()]).toEqual(['a', 'b', 'c']);
  expect(results.get('b')).toMatchObject({ similarity: 0.4, unsure: true });
  expect(results.get('b')?.share).toBeCloseTo(0.5);
  expect(results.get('a')).toMatchObject({ share: 1, unsure: false });
  expect(resultsOf(null).size).toBe(0);
});

it('keeps a scene whole that goes around the Earth, and one across 180°', () => {
  const strip = (west: number, step: number, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
      const [w, e] = [wrapped(west + step * i), wrapped(west + step * (i + 1))];
      return item(`${west} ${i}`, {
        corners: [
          [w, 10],
          [e === -180 && w > 0 ? 180 : e, 10],
          [e === -180 && w > 0 ? 180 : e, 0],
          [w, 0],
        ],
        bbox: [w, 0, e === -180 && w > 0 ? 180 : e, 10],
      });
    });
  for (const [west, step, count] of [
    [-180, 60, 6],
    [175, 2, 5],
  ] as const) {
    const found = placesOf(strip(west, step, count));
    const xs = found?.places.map(({ corners }) => [corners[0][0], corners[1][0]] as const) ?? [];
    expect(xs).toHaveLength(count);
    xs.forEach(([left, right], i) => {
      expect(right - left).toBeCloseTo((xs[0]?.[1] ?? 0) - (xs[0]?.[0] ?? 0), 3);
      const next = xs[i + 1];
      if (next) expect(next[0]).toBeCloseTo(right, 3);
    });
  }
});

it('shows scenes in pixels where one comes near to a pole', () => {
  const part = { of: 'ice.tif', x: 0, y: 0, width: 256, height: 256 };
  const corners = [
    [-135, 89],
    [135, 89],
    [45, 89],
    [-45, 89],
  ] as const;
  expect(placesOf([item('a', { corners, part })])).toMatchObject({ kind: 'pixels', polar: true });
  // A photograph has a point, which is put at the edge.
  expect(placesOf([item('b', { bbox: [0, 89, 0, 89] })])).toMatchObject({ kind: 'ground' });
});
