import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillBlock, markdownTable } from './markdown';
import { figuresOf, PAGES } from './pages';

describe('figures in the documents', () => {
  it.each(PAGES.map((page) => [page.file, page] as const))(
    '%s shows what was measured (npm run tables)',
    (file, page) => {
      const text = readFileSync(file, 'utf8');
      expect(page.fill(text, figuresOf('compact'))).toBe(text);
    },
  );

  it('refuses a page without a place', () => {
    expect(() => fillBlock('nothing', 'summary', 'x')).toThrow('summary');
  });

  it('writes a table', () => {
    expect(markdownTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
  });
});
