import { expect, it } from 'vitest';
import { placesOf } from './places';
import { similaritiesOn, stepOf, TINT_STEPS } from './tints';

const items = [0, 1, 2, 3].map((i) => ({
  id: `i${i}`,
  file: `i${i}.jpg`,
  width: 1,
  height: 1,
  ...(i !== 1 && { bbox: [i, 0, i + 1, 1] as const }),
}));
const places = placesOf(items)?.places ?? [];

it('gives every item of the map a colour by its similarity', () => {
  expect(places.map(({ row }) => row)).toEqual([0, 2, 3]);
  const similarities = similaritiesOn(places, Float32Array.of(0.5, 0.9, 0.25, 0));
  // What has no place does not count.
  expect(similarities).toMatchObject({ least: 0, most: 0.5 });
  const steps = places.map(({ row }) => similarities && stepOf(similarities, row));
  expect(steps).toEqual([TINT_STEPS - 1, Math.round((TINT_STEPS - 1) / 2), 0]);
});

it('knows when there are none', () => {
  expect(similaritiesOn(places, null)).toBeNull();
  expect(similaritiesOn([], Float32Array.of(1))).toBeNull();
  expect(similaritiesOn(places, new Float32Array())).toBeNull();
  const equal = similaritiesOn(places, Float32Array.of(0.25, 0.25, 0.25, 0.25));
  expect(equal && stepOf(equal, 0)).toBe(TINT_STEPS - 1);
  expect(equal && stepOf(equal, 9)).toBeNull();
});
