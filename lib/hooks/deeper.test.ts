import { expect, it } from 'vitest';
import { deeper } from './deeper';

it('goes to the end of the gallery in few steps', () => {
  expect(deeper(24, 2100)).toBe(2100);
  expect(deeper(24, 50_000)).toBe(3000);
  expect(deeper(3000, 50_000)).toBe(20_000);
  expect(deeper(20_000, 50_000)).toBe(50_000);
  expect(deeper(50_000, 50_000)).toBe(50_000);
});
