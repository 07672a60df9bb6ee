import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from './sha256';

afterEach(() => vi.unstubAllGlobals());

describe('SHA-256', () => {
  it('is the standard one', async () => {
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('is the same without crypto.subtle, of a part of a buffer too', async () => {
    vi.stubGlobal('crypto', {});
    for (const length of [0, 1, 55, 64, 119, 1000, 70_001]) {
      const padded = Uint8Array.from({ length: length + 9 }, (_, i) => (i * 31 + 7) % 256);
      const bytes = padded.subarray(5, 5 + length);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(await sha256(bytes), `${length} bytes`).toBe(expected);
    }
  });
});
