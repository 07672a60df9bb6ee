import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '@/cli/evaluate/report';
import { sceneBlocks } from './scenes';

const compact = JSON.parse(readFileSync('models/compact/scenes.json', 'utf8')) as Report;
const rows = (block: string | undefined) =>
  (block ?? '').split('\n').filter((l) => l.startsWith('|'));

describe('sceneBlocks', () => {
  it('shows a model that has seen no scene once it was measured, and nothing before', () => {
    const before = sceneBlocks({ compact, samples: compact, realOnly: undefined, timings: {} });
    expect(before['scenes-recognized']).toBe('');
    expect(before['scenes-timing']).toBe('');
    const zeroShot = compact.zeroShot && { ...compact.zeroShot, top1: 0.625, top3: 0.8125 };
    const after = sceneBlocks({
      compact,
      samples: compact,
      realOnly: { ...compact, zeroShot },
      timings: {},
    });
    expect(after['scenes-recognized']).toContain('| **all** | 540 | .625 | .813 |');
    // Head, rule, all, and a row a category.
    expect(rows(after['scenes-recognized'])).toHaveLength(33);
  });

  it('has a row for every category and every feature that was asked', () => {
    const blocks = sceneBlocks({ compact, samples: compact, realOnly: undefined, timings: {} });
    expect(rows(blocks['scenes-categories'])).toHaveLength(33);
    const asked = compact.groundTruth?.perFeature ?? [];
    expect(rows(blocks['scenes-features'])).toHaveLength(4 + asked.length);
    // Deserts and mountains are one feature each, larger than what is asked for.
    expect(blocks['scenes-categories']).toMatch(
      /\| desert \| 18 \| [^|]+\| [^|]+\| 0 \| – \| – \| – \|/,
    );
  });
});
