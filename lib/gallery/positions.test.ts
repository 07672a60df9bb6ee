import { describe, expect, it } from 'vitest';
import { currentAtlas, readPositions, writePositions } from './positions';

const positions = Float32Array.of(0, 1, 0.25, 0.123456, 0.5, 0.04);
const bytes = writePositions(positions);
const changed = (value: number) => writePositions(positions.with(3, value));

describe('the file of the positions', () => {
  it('comes back as it was, wherever it lies in memory', () => {
    expect(bytes).toHaveLength(24);
    expect(readPositions(bytes, 3)).toEqual(positions);
    const off = new Uint8Array(25);
    off.set(bytes, 1);
    expect(readPositions(off.subarray(1), 3)).toEqual(positions);
    expect(writePositions(positions.subarray(2, 4))).toHaveLength(8);
  });

  it.each([
    ['truncated', bytes.subarray(0, 20), '20 bytes where 24 belong'],
    ['empty', bytes.subarray(0, 0), '0 bytes'],
    ['of more items', new Uint8Array(32), '32 bytes'],
    ['with what is not a number', changed(Number.NaN), 'not in 0..1'],
    ['with what is not finite', changed(Number.POSITIVE_INFINITY), 'not in 0..1'],
    ['with what is off the map', changed(-0.01), 'not in 0..1'],
  ])('is refused when it is %s', (_, spoiled, message) => {
    expect(() => readPositions(spoiled, 3)).toThrow(
      expect.objectContaining({
        code: 'gallery-invalid',
        message: expect.stringContaining(message),
      }),
    );
  });
});

it('positions are of the embeddings that the gallery has, or out of date', () => {
  const [of, other] = ['a'.repeat(64), 'b'.repeat(64)];
  const embeddings = { file: 'embeddings.bin', bytes: 3, sha256: of, dtype: 'int8' } as const;
  const atlas = { file: 'atlas.bin', bytes: 24, sha256: other, embeddingsSha256: of };
  expect(currentAtlas({ embeddings, atlas })).toBe(atlas);
  expect(currentAtlas({ embeddings, atlas: { ...atlas, embeddingsSha256: other } })).toBeNull();
  expect(currentAtlas({ embeddings })).toBeNull();
});
