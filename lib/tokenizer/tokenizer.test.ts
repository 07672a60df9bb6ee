import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModelManifest } from '@/lib/model/manifest';
import { collapse, createTokenizer } from './tokenizer';

const tiny = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../encoder/fixtures/tiny/${file}`, import.meta.url), 'utf8'));

// Marks: 0 pad, 1 unknown, 2 start, 3 end; "red" is 4, "green" 5. The context is 8 tokens.
const { text: spec } = parseModelManifest(tiny('model.json'));
const tokenizer = createTokenizer(tiny('tokenizer.json'), spec);

describe('a tokenizer', () => {
  it('puts marks around the tokens and pads nothing', () => {
    expect(tokenizer.encode('Red green')).toEqual({
      ids: [2, 4, 5, 3],
      cut: false,
      unknown: false,
      empty: false,
    });
  });

  it('takes a text that just fits as it is', () => {
    const { ids, cut } = tokenizer.encode('red '.repeat(spec.contextLength - 2));
    expect(ids).toHaveLength(spec.contextLength);
    expect(cut).toBe(false);
  });

  it.each([7, 50, 10_000])('cuts %i words to the context, the end mark last', (words) => {
    const { ids, cut } = tokenizer.encode('red '.repeat(words));
    expect(ids).toEqual([2, 4, 4, 4, 4, 4, 4, 3]);
    expect(cut).toBe(true);
  });

  it('says what it does not know', () => {
    expect(tokenizer.encode('red zebra')).toMatchObject({ ids: [2, 4, 1, 3], unknown: true });
    expect(tokenizer.encode('🛰️')).toMatchObject({ unknown: true, empty: false });
  });

  it.each(['', '   ', '\n\t\u00a0\u3000'])('says that nothing is in %j', (text) => {
    expect(tokenizer.encode(text)).toMatchObject({ ids: [2, 3], empty: true });
  });

  it('is quick with a text of 100,000 characters without a blank', () => {
    const start = performance.now();
    expect(tokenizer.encode('x'.repeat(100_000)).cut).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it.each([null, {}, { model: { type: 'BPE' } }, 'text'])('refuses %j', (json) => {
    expect(() => createTokenizer(json, spec)).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    );
  });
});

describe('collapse', () => {
  it('composes letters and collapses white space', () => {
    expect(collapse('  cafe\u0301 \r\n\t  au\u2003lait ')).toBe('café au lait');
  });
});
