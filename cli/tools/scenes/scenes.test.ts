import { describe, expect, it, vi } from 'vitest';
import { RSICD_CATEGORIES, type RsicdCategory } from '../../../lib/categories/categories';
import { captions } from './captions/captions';
import { COMPOSERS } from './categories';
import { parse, plan } from './command';
import { type Rendered, render } from './core/render';
import { Rng } from './core/rng';
import { encode } from './output/image';
import { record } from './output/truth';

// Rendering is slow beside what tests usually do, and test machines are shared.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = 96;
const scenes = new Map<string, Rendered>();
const scene = (category: RsicdCategory, index = 1): Rendered => {
  const label = `test/${category}/${index}`;
  const made = scenes.get(label) ?? render(COMPOSERS[category], label, SIZE);
  scenes.set(label, made);
  return made;
};

/** Things that a caption may name, by the word that gives them away; longest first. */
const WORDS: Record<string, readonly string[]> = {
  'swimming pool': ['swimming pool'],
  'storage tank': ['storage tank'],
  'parking lot': ['parking lot'],
  'baseball field': ['baseball field'],
  'tennis court': ['tennis court'],
  'basketball court': ['basketball court'],
  'football field': ['football field', 'soccer field'],
  'green tree': ['tree', 'plant'],
  plane: ['plane', 'airplane'],
  boat: ['boat'],
  pond: ['pond', 'lake'],
  river: ['river'],
  building: ['building'],
  road: ['road'],
  bridge: ['bridge'],
  church: ['church'],
  car: ['car'],
  train: ['train'],
  runway: ['runway'],
  fountain: ['fountain'],
  chimney: ['chimney'],
};
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

describe.each(RSICD_CATEGORIES)('%s', (category) => {
  it('is the same for the same seed and another for another', () => {
    const again = render(COMPOSERS[category], `test/${category}/1`, SIZE);
    expect(Buffer.compare(Buffer.from(again.pixels), Buffer.from(scene(category).pixels))).toBe(0);
    expect(again.features).toEqual(scene(category).features);
    const other = scene(category, 2);
    expect(Buffer.compare(Buffer.from(other.pixels), Buffer.from(scene(category).pixels))).not.toBe(
      0,
    );
  });

  it('keeps its features inside the picture, counted as they are drawn', () => {
    for (const feature of scene(category).features) {
      const row = record(scene(category), feature);
      if (row.mask) {
        const cells = (SIZE / row.mask.cell) ** 2;
        expect(row.mask.runs.reduce((a, b) => a + b, 0)).toBe(cells);
        expect(row.count).toBeUndefined();
        continue;
      }
      expect(row.count).toBe(row.polygons?.length);
      for (const polygon of row.polygons ?? []) {
        expect(polygon.length).toBeGreaterThanOrEqual(3);
        for (const [x, y] of polygon) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x, y)).toBeLessThanOrEqual(SIZE);
        }
      }
    }
  });

  it('has five different captions that name only what is there, in its number', () => {
    for (const index of [1, 2]) {
      const made = scene(category, index);
      const lines = captions(category, made, new Rng('captions'));
      expect(new Set(lines).size).toBe(5);
      for (const line of lines) {
        for (const [name, words] of Object.entries(WORDS)) {
          for (const word of words) {
            const found = line.match(new RegExp(`(\\w+ )?(\\w+ )?(\\w+ )?\\b${word}(s|es)?\\b`));
            if (!found || line.includes('covered with green plants') || category === 'forest')
              continue;
            const isPlace = word === category || category.startsWith(word);
            const feature = made.features.find((f) => f.name === name);
            if (!feature && isPlace) continue;
            if (category === 'viaduct' && word === 'road') continue;
            expect(feature, `${name} in "${line}"`).toBeDefined();
            const said = found[0].split(' ').find((w) => NUMBERS.includes(w));
            if (
              said &&
              feature &&
              !feature.mass &&
              found[0].endsWith(word + (said === 'one' ? '' : 's'))
            ) {
              expect(feature.polygons.length, line).toBe(NUMBERS.indexOf(said) + 1);
            }
          }
        }
      }
    }
  });
});

describe('what a category must hold', () => {
  it.each([
    ['dense residential', 'building', 40],
    ['medium residential', 'building', 8],
    ['commercial', 'building', 15],
    ['parking', 'car', 20],
    ['port', 'boat', 1],
    ['storage tanks', 'storage tank', 1],
    ['airport', 'plane', 1],
  ] as const)('%s: %s, %i at least on average', (category, name, least) => {
    let found = 0;
    for (let i = 1; i <= 4; i++) {
      const made = render(COMPOSERS[category], `held/${category}/${i}`, 160);
      found += made.features.find((f) => f.name === name)?.polygons.length ?? 0;
    }
    expect(found / 4).toBeGreaterThanOrEqual(least);
  });
});

describe('the command', () => {
  it('spreads scenes over categories, each known by seed, category and number alone', () => {
    const few = plan(parse(['--out', 'x', '--count', '6', '--categories', 'pond,storagetanks']));
    expect(few.map((j) => j.filename)).toEqual([
      'pond_1.webp',
      'storagetanks_1.webp',
      'pond_2.webp',
      'storagetanks_2.webp',
      'pond_3.webp',
      'storagetanks_3.webp',
    ]);
    expect(few[1]?.subject).toEqual({ category: 'storage tanks', index: 1 });
  });

  it('refuses what it cannot do, and says why', () => {
    expect(() => parse([])).toThrow('--out');
    expect(() => parse(['--out', 'x', '--size', '9000'])).toThrow('64 to 4096');
    expect(() => parse(['--out', 'x', '--categories', 'moon'])).toThrow('moon');
    expect(() => parse(['--out', 'x', '--format', 'gif'])).toThrow('webp, jpg, png');
  });
});

describe('encode', () => {
  it.each([
    ['webp', 'RIFF'],
    ['png', 'PNG'],
  ] as const)('writes %s', async (format, mark) => {
    const file = await encode(scene('pond'), format, 80);
    expect(file.subarray(0, 8).toString('latin1')).toContain(mark);
  });
});
