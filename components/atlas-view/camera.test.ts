import { expect, it } from 'vitest';
import { isWithin, movedBy, toCanvas, toMap, WHOLE, zoomedBy } from './camera';

const SIZE = { width: 800, height: 400 };

it('shows the whole map in the middle, and finds its way back', () => {
  expect(toCanvas(WHOLE, SIZE, { x: 0, y: 0 })).toEqual({ x: 200, y: 0 });
  expect(toCanvas(WHOLE, SIZE, { x: 1, y: 1 })).toEqual({ x: 600, y: 400 });
  const camera = { x: 0.3, y: 0.7, z: 5 };
  const there = toMap(camera, SIZE, toCanvas(camera, SIZE, { x: 0.25, y: 0.75 }));
  expect(there.x).toBeCloseTo(0.25);
  expect(there.y).toBeCloseTo(0.75);
});

it('keeps what is under the pointer while it zooms', () => {
  const at = { x: 350, y: 150 };
  const before = toMap(WHOLE, SIZE, at);
  const nearer = zoomedBy(WHOLE, SIZE, 4, at);
  expect(nearer.z).toBe(4);
  expect(toMap(nearer, SIZE, at).x).toBeCloseTo(before.x);
  expect(toMap(nearer, SIZE, at).y).toBeCloseTo(before.y);
  expect(zoomedBy(WHOLE, SIZE, 0.1)).toEqual(WHOLE);
  expect(zoomedBy(WHOLE, SIZE, 1e6).z).toBe(64);
});

it('moves no further than the map reaches', () => {
  expect(movedBy({ ...WHOLE, z: 2 }, SIZE, { x: 80, y: 0 })).toEqual({ x: 0.6, y: 0.5, z: 2 });
  expect(movedBy(WHOLE, SIZE, { x: -9999, y: 9999 })).toEqual({ x: 0, y: 1, z: 1 });
});

it('tells what a line goes around', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 2 },
    { x: 1, y: 1 },
    { x: 0, y: 2 },
  ];
  expect(isWithin({ x: 1, y: 0.5 }, line)).toBe(true);
  expect(isWithin({ x: 1, y: 1.5 }, line)).toBe(false);
  expect(isWithin({ x: 3, y: 0.5 }, line)).toBe(false);
  expect(isWithin({ x: 1, y: 1 }, [])).toBe(false);
});
