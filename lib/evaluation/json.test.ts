import { describe, expect, it } from 'vitest';
import { toJson } from './json';

describe('toJson', () => {
  it('keeps the rows of a matrix on a line each, and every value', () => {
    const value = {
      matrix: [
        [1, 0],
        [-0.5, 1e-7],
      ],
      names: ['a', 'b'],
      none: [],
      nothing: null,
    };
    const json = toJson(value);
    expect(json).toContain('[1, 0],\n');
    expect(json).toContain('[-0.5, 1e-7]');
    expect(JSON.parse(json)).toEqual(value);
  });
});
