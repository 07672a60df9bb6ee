import { describe, expect, it } from 'vitest';
import { printTable, share } from './table';

describe('printTable', () => {
  it('lines up figures under their heads', () => {
    const text = printTable({
      title: 'Zero-shot',
      heads: ['top-1', 'top-10'],
      rows: [
        { name: 'compact', cells: ['.942', '.999'] },
        { name: 'published: CLIP', cells: ['.572', '.939'] },
      ],
    });
    expect(text.split('\n')).toEqual([
      'Zero-shot          top-1  top-10',
      '  compact           .942    .999',
      '  published: CLIP   .572    .939',
    ]);
  });
});

describe('share', () => {
  it('prints as papers do', () => {
    expect([0.9424, 1, 0, -0.25].map(share)).toEqual(['.942', '1.000', '.000', '-.250']);
    expect(share(null)).toBe('–');
  });
});
