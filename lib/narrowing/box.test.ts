import { expect, it } from 'vitest';
import { type Box, boxAround, touches } from './box';

const EUROPE: Box = [5, 45, 15, 55];
const FIJI: Box = [177, -19, -178, -16];

it('boxes touch where they share a point, over 180° too', () => {
  expect(touches(EUROPE, [15, 55, 20, 60])).toBe(true);
  expect(touches(EUROPE, [15.1, 45, 20, 60])).toBe(false);
  expect(touches(EUROPE, [5, 56, 15, 60])).toBe(false);
  expect(touches(EUROPE, [11, 48, 11, 48])).toBe(true);
  expect(touches(FIJI, [-179, -18, -179, -18])).toBe(true);
  expect(touches([179, -18, 179, -18], FIJI)).toBe(true);
  expect(touches(FIJI, [0, -18, 10, -17])).toBe(false);
  expect(touches(FIJI, [170, -18, -170, -17])).toBe(true);
});

it('a box around boxes is the narrowest', () => {
  expect(boxAround([])).toBeNull();
  expect(boxAround([EUROPE])).toEqual(EUROPE);
  expect(boxAround([EUROPE, [11, 48, 11, 48], [20, 30, 21, 31]])).toEqual([5, 30, 21, 55]);
  expect(boxAround([FIJI])).toEqual(FIJI);
  expect(boxAround([FIJI, [-176, -20, -175, -19]])).toEqual([177, -20, -175, -16]);
  expect(
    boxAround([
      [179, 0, 179, 0],
      [-179, 0, -179, 0],
    ]),
  ).toEqual([179, 0, -179, 0]);
  expect(
    boxAround([
      [177, 0, -170, 1],
      [-179, 0, -178.5, 1],
    ]),
  ).toEqual([177, 0, -170, 1]);
  expect(boxAround([[-180, -90, 180, 90]])).toEqual([-180, -90, 180, 90]);
});
