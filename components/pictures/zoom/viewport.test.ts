import { describe, expect, it } from 'vitest';
import {
  between,
  framed,
  layoutOf,
  moved,
  ownZoom,
  pointOn,
  WHOLE,
  ZOOM_MAX,
  zoomed,
} from './viewport';

const STAGE = { width: 400, height: 300 };
const PICTURE = { width: 2000, height: 1000 };

it('shows the whole picture in the middle', () => {
  expect(layoutOf(WHOLE, STAGE, PICTURE)).toEqual({ x: 0, y: 50, width: 400, height: 200 });
});

describe('zooming', () => {
  it('holds the point under the pointer', () => {
    const at = { x: 300, y: 150 };
    const before = pointOn(WHOLE, at, STAGE, PICTURE);
    const after = pointOn(zoomed(WHOLE, 4, at, STAGE, PICTURE), at, STAGE, PICTURE);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('ends where the whole picture fits, and at the most', () => {
    const near = zoomed(WHOLE, 1e6, { x: 0, y: 100 }, STAGE, PICTURE);
    expect(near.zoom).toBe(ZOOM_MAX);
    expect(zoomed(near, 1e-6, { x: 0, y: 100 }, STAGE, PICTURE)).toEqual(WHOLE);
  });
});

it('moves no further than the edge', () => {
  const near = zoomed(WHOLE, 8, { x: 200, y: 150 }, STAGE, PICTURE);
  const { x, y } = layoutOf(moved(near, { x: 1e5, y: 1e5 }, STAGE, PICTURE), STAGE, PICTURE);
  expect(x).toBeCloseTo(0, 6);
  expect(y).toBeCloseTo(0, 6);
  const moderate = moved(near, { x: -40, y: 0 }, STAGE, PICTURE);
  expect(layoutOf(moderate, STAGE, PICTURE).x).toBeCloseTo(
    layoutOf(near, STAGE, PICTURE).x - 40,
    6,
  );
});

it('frames a part: all of it in sight, in the middle', () => {
  const part = { x: 900, y: 400, width: 100, height: 50 };
  const viewport = framed(part, STAGE, PICTURE);
  const { x, width } = layoutOf(viewport, STAGE, PICTURE);
  const scale = width / PICTURE.width;
  expect(viewport.zoom).toBeGreaterThan(4);
  expect(x + (part.x + 50) * scale).toBeCloseTo(200, 6);
  expect(part.width * scale).toBeLessThan(STAGE.width);
});

it('makes a rectangle of two corners in any order, inside the picture', () => {
  const from = { x: 50.4, y: 990 };
  expect(between(from, { x: -20, y: 1300 }, PICTURE)).toEqual({
    x: 0,
    y: 990,
    width: 50,
    height: 10,
  });
});

describe('a picture that is smaller than its stage', () => {
  const small = { width: 100, height: 100 };

  it('has a zoom at which it is shown px by px, in the middle', () => {
    const zoom = ownZoom(STAGE, small);
    expect(layoutOf({ ...WHOLE, zoom }, STAGE, small)).toEqual({
      x: 150,
      y: 100,
      width: 100,
      height: 100,
    });
    expect(ownZoom(STAGE, PICTURE)).toBe(1);
  });

  it('can be zoomed out to that, and no further', () => {
    const least = ownZoom(STAGE, small);
    const middle = { x: 200, y: 150 };
    const out = zoomed(WHOLE, 0.01, middle, STAGE, small, least);
    expect(out).toEqual({ zoom: least, x: 0.5, y: 0.5 });
    expect(zoomed(out, 1 / least, middle, STAGE, small, least).zoom).toBeCloseTo(1, 9);
  });
});
