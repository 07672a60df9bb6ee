import { describe, expect, it, vi } from 'vitest';
import { RSICD_CATEGORIES } from '../../../lib/categories/categories';
import { parse, plan } from './command';
import { type Rendered, render } from './core/render';
import { type FullRecord, fullTruth } from './output/full-truth';
import { vocabulary } from './output/names';
import { TRAINING } from './training';

// Rendering is slow beside what tests usually do, and test machines are shared.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = 96;
/** Which scene is looked at, where the first is too small at this size to show what it is about. */
const NUMBER: Record<string, number> = { dock: 2 };
const made = new Map<string, { scene: Rendered; truth: FullRecord[] }>();
function full(category: string) {
  const found = made.get(category);
  if (found) return found;
  const composer = TRAINING[category];
  if (!composer) throw new Error(category);
  const scene = render(composer, seedOf(category), SIZE, { full: true, finest: 0.2 });
  const out = { scene, truth: fullTruth(scene) };
  made.set(category, out);
  return out;
}

const seedOf = (category: string): string => `test/${category}/${NUMBER[category] ?? 1}`;
const cells = (mask: { runs: number[] }): boolean[] =>
  mask.runs.flatMap((length, i) => new Array<boolean>(length).fill(i % 2 === 1));

/** What a scene of the category is about, in the truth's words. */
const MAIN: Record<string, string> = {
  'car park': 'car',
  'container yard': 'shipping container',
  'truck depot': 'truck',
  'informal settlement': 'shack',
  'river barges': 'river',
  'salt ponds': 'salt pond',
  'ships at sea': 'ocean',
  street: 'car',
  'swimming pools': 'swimming pool',
  'wind turbines': 'wind turbine',
};

describe.each(Object.keys(TRAINING))('%s', (category) => {
  it('holds what it is about, every feature with a whole mask and names that the vocabulary knows', () => {
    const { truth } = full(category);
    const known = vocabulary();
    expect(truth.map((f) => f.name)).toContain(MAIN[category] ?? category);
    expect(new Set(truth.map((f) => f.name)).size).toBe(truth.length);
    for (const feature of truth) {
      expect(known[feature.name]?.names, feature.name).toEqual(feature.names);
      for (const mask of [feature.mask, ...(feature.unsure ? [feature.unsure] : [])]) {
        expect(mask.runs.reduce((a, b) => a + b, 0)).toBe((SIZE / mask.cell) ** 2);
      }
      if (!feature.unsure) expect(feature.mask.runs.length, feature.name).toBeGreaterThan(1);
    }
  });

  it('is the same for the same seed, with and without full truth', () => {
    const composer = TRAINING[category];
    if (!composer) throw new Error(category);
    const plain = render(composer, seedOf(category), SIZE, { finest: 0.2 });
    expect(
      Buffer.compare(Buffer.from(plain.pixels), Buffer.from(full(category).scene.pixels)),
    ).toBe(0);
  });
});

describe('full truth', () => {
  it('takes no cell for two surfaces', () => {
    for (const category of ['golf course', 'marina', 'intersection']) {
      const surfaces = full(category).truth.filter((f) =>
        ['tree', 'grass', 'water', 'pavement', 'building', 'sand', 'bare soil'].includes(f.name),
      );
      const sum = new Array<number>((SIZE / 2) ** 2).fill(0);
      for (const f of surfaces)
        cells(f.mask).forEach((on, i) => {
          if (on) sum[i] = (sum[i] ?? 0) + 1;
        });
      // A cell that is half the one and half the other belongs to both.
      expect(sum.filter((n) => n > 1).length, category).toBeLessThan(sum.length * 0.1);
      expect(surfaces.length, category).toBeGreaterThan(1);
    }
  });

  it('knows every car, and takes it for a vehicle and for no pavement', () => {
    const { truth } = full('car park');
    const mask = (name: string) => cells((truth.find((f) => f.name === name) as FullRecord).mask);
    const [car, vehicle, pavement] = [mask('car'), mask('vehicle'), mask('pavement')];
    const count = car.filter(Boolean).length;
    expect(count).toBeGreaterThan(50);
    expect(car.every((on, i) => !on || vehicle[i])).toBe(true);
    expect(car.filter((on, i) => on && pavement[i]).length).toBeLessThan(count * 0.4);
  });

  it('is refused for a scene that was rendered without it', () => {
    const composer = TRAINING.quarry;
    if (!composer) throw new Error('quarry');
    expect(() => fullTruth(render(composer, 'test/quarry/1', 64))).toThrow('without it');
  });
});

describe('names', () => {
  it('calls as near only what is drawn or is a name of its own', () => {
    const known = vocabulary();
    for (const [name, { names }] of Object.entries(known)) {
      expect(names[0]?.length, name).toBeGreaterThan(0);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });
});

describe('--set training', () => {
  it('takes three of the new to two of the old, and numbers each by itself', () => {
    const jobs = plan(
      parse(['--out', 'x', '--set', 'training', '--truth', 'full', '--count', '400']),
    );
    const old = jobs.filter(
      ({ subject }) =>
        'category' in subject && (RSICD_CATEGORIES as readonly string[]).includes(subject.category),
    );
    expect(old.length).toBe(160);
    expect(new Set(jobs.map((j) => j.filename)).size).toBe(400);
    expect(jobs.every((j) => j.full)).toBe(true);
    expect(jobs[0]?.filename).toBe('airfield_1.webp');
  });

  it('refuses other sets and other truths', () => {
    expect(() => parse(['--out', 'x', '--set', 'moon'])).toThrow('rsicd, training');
    expect(() => parse(['--out', 'x', '--truth', 'half'])).toThrow('noted or full');
  });
});
