import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGallery } from '@/lib/gallery/gallery';
import type { SceneRecord } from '../output/job';
import { SAMPLES } from './samples';

// The large samples as they ship: what was committed, not what would be rendered today.
const FOLDER = 'public/galleries/samples';
const gallery = parseGallery(JSON.parse(readFileSync(join(FOLDER, 'gallery.json'), 'utf8')));
const scenes = new Map(
  readFileSync(join(FOLDER, 'scenes.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SceneRecord)
    .map((scene) => [scene.filename, scene]),
);

/** What a title promises, as features. */
const PROMISED: Record<string, readonly string[]> = {
  'river-town': ['river', 'bridge', 'port', 'boat', 'park', 'stadium', 'square', 'church'],
  airfield: ['airport', 'runway', 'plane', 'terminal', 'farmland', 'storage tank'],
  coast: ['beach', 'ocean', 'resort', 'swimming pool'],
  works: ['storage tank', 'building', 'railway', 'train', 'viaduct'],
  suburb: ['school', 'baseball field', 'football field', 'park', 'church'],
  valley: ['river', 'farmland', 'forest', 'pond', 'bridge', 'medium residential area'],
};

describe('the large samples that ship', () => {
  it('are six of 2048 px, in at most 6 MB with everything', () => {
    expect(gallery.items.map(({ id }) => id).sort()).toEqual(Object.keys(SAMPLES).sort());
    for (const { width, height } of gallery.items) expect([width, height]).toEqual([2048, 2048]);
    const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((file) => file.isFile())
      .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(6e6);
  });

  it.each(gallery.items.map((item) => [item.id, item] as const))(
    '%s holds what it promises',
    (id, item) => {
      const scene = scenes.get(item.file);
      expect(scene).toMatchObject({ size: 2048, captions: item.captions });
      expect(item.captions?.[0]).toBe(SAMPLES[id]?.title);
      const there = scene?.features.map(({ name }) => name);
      expect(there).toEqual(expect.arrayContaining([...(PROMISED[id] ?? [])]));
      for (const { name, polygons, mask } of scene?.features ?? []) {
        expect(mask ? mask.runs.length > 1 : (polygons?.length ?? 0) > 0, name).toBe(true);
        for (const [x, y] of polygons?.flat() ?? []) {
          expect(Math.min(x, y), name).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y), name).toBeLessThanOrEqual(2048);
        }
      }
    },
  );
});
