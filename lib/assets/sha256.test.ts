import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plainSha256, sha256 } from './sha256';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('SHA-256', () => {
  it('is the standard one', async () => {
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('is the same without crypto.subtle, around every length of padding', () => {
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 70_001]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 256);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(hex(plainSha256(bytes)), `${length} bytes`).toBe(expected);
      // A view into a larger buffer hashes its own part only.
      const padded = new Uint8Array(length + 9);
      padded.set(bytes, 5);
      expect(hex(plainSha256(padded.subarray(5, 5 + length)))).toBe(expected);
    }
  });
});
