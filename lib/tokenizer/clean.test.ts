import { expect, it } from 'vitest';
import { cleaned } from './clean';
import cases from './fixtures/clean.json';

it.each(cases.cases)(
  'cleans as OpenCLIP and transformers do: %j',
  ({ text, openai, canonical, siglip }) => {
    const collapsed = (value: string) => value.replace(/\s+/gu, ' ').trim();
    expect(collapsed(cleaned(text, 'openai'))).toBe(openai);
    expect(collapsed(cleaned(text, 'canonical'))).toBe(canonical);
    expect(collapsed(cleaned(text, 'siglip'))).toBe(siglip);
  },
);
