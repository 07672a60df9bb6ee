import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { randomOf } from '@/lib/vector/random';
import { decodeEmbedding, encodeEmbedding } from './embedding';

function gaussianVector(dim: number, random: () => number): Float32Array {
  const values = Float32Array.from({ length: dim }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return 'no error';
};

describe('an embedding in a link', () => {
  it.each([1, 2, 3, 128, 256, 512, 768])('comes back in its direction, dim %i', (dim) => {
    const random = randomOf(dim);
    for (let i = 0; i < 50; i++) {
      const embedding = gaussianVector(dim, random);
      const e = encodeEmbedding(embedding);
      expect(e).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(e.length).toBe(Math.ceil((dim * 4) / 3));
      const decoded = decodeEmbedding(e, dim);
      expect(dot(embedding, decoded)).toBeGreaterThan(0.9999);
      expect(dot(decoded, decoded)).toBeCloseTo(1, 5);
    }
  });

  it('is printed the same again once decoded', () => {
    const random = randomOf(7);
    for (let i = 0; i < 50; i++) {
      const e = encodeEmbedding(gaussianVector(256, random));
      expect(encodeEmbedding(decodeEmbedding(e, 256))).toBe(e);
    }
  });

  it('does not depend on the length of the vector', () => {
    const embedding = gaussianVector(64, randomOf(1));
    expect(encodeEmbedding(embedding.map((x) => x * 37))).toBe(encodeEmbedding(embedding));
  });

  it('keeps nearly all of a direction that one component dominates, as in published CLIP', () => {
    const embedding = gaussianVector(512, randomOf(3));
    embedding[133] = 1;
    const length = Math.hypot(...embedding);
    const unit = embedding.map((value) => value / length);
    expect(dot(unit, decodeEmbedding(encodeEmbedding(unit), 512))).toBeGreaterThan(0.999);
  });

  it('is refused where it is broken', () => {
    const e = encodeEmbedding(gaussianVector(256, randomOf(9)));
    expect(codeOf(() => decodeEmbedding(e, 512))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding(e.slice(0, 100), 256))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding(`${e.slice(0, -1)}!`, 256))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding(`${e}A`.slice(0, 5), 3))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding('', 256))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding('AAAA', 3))).toBe('embedding-broken');
    expect(codeOf(() => decodeEmbedding('é'.repeat(4), 3))).toBe('embedding-broken');
  });

  it('never throws anything but embedding-broken, whatever the string', () => {
    const random = randomOf(11);
    for (let i = 0; i < 500; i++) {
      const length = Math.floor(random() * 20);
      const text = Array.from({ length }, () => String.fromCharCode(33 + random() * 94)).join('');
      expect(['no error', 'embedding-broken']).toContain(codeOf(() => decodeEmbedding(text, 6)));
    }
  });

  it('cannot be made of a vector without a direction', () => {
    expect(codeOf(() => encodeEmbedding(new Float32Array(8)))).toBe('embedding-broken');
    expect(codeOf(() => encodeEmbedding(new Float32Array(0)))).toBe('embedding-broken');
    expect(codeOf(() => encodeEmbedding(Float32Array.of(1, Number.NaN)))).toBe('embedding-broken');
    expect(codeOf(() => encodeEmbedding(Float32Array.of(1, Infinity)))).toBe('embedding-broken');
  });
});
