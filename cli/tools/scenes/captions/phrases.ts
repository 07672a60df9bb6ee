import type { Rng } from '../core/rng';
import type { View } from './view';
import { article, counted, plural } from './words';

/** Things whose number is not said: their instances run into each other, or only the larger ones are noted. */
const UNCOUNTED = new Set([
  'road',
  'path',
  'farmland',
  'railway',
  'pier',
  'parking lot',
  'terminal',
]);
/** Things whose colour is worth a word. */
const COLORED = new Set([
  'building',
  'storage tank',
  'plane',
  'boat',
  'ship',
  'river',
  'pond',
  'church',
  'center',
  'ocean',
  'beach',
  'bare land',
  'desert',
  'meadow',
  'mountain',
  'bridge',
]);
/** What is dark is water when it is water. */
const WATER = new Set(['river', 'pond', 'ocean']);
/** Other words for the same thing, all in RSICD's vocabulary. */
const SYNONYMS: Record<string, readonly string[]> = {
  plane: ['plane', 'plane', 'airplane'],
  pond: ['pond', 'pond', 'lake'],
  'green tree': ['green tree', 'green tree', 'green plant', 'tree'],
  'football field': ['football field', 'football field', 'soccer field'],
  ocean: ['ocean', 'sea', 'ocean'],
  meadow: ['meadow', 'meadow', 'lawn'],
};

/** How things are called in one scene's captions. */
export class Phrases {
  constructor(
    readonly view: View,
    private readonly rng: Rng,
  ) {}

  pick = <T>(items: readonly T[]): T => this.rng.pick(items);

  chance(p: number): boolean {
    return this.rng.chance(p);
  }

  /** The thing's colour or form, or nothing. */
  adjective(name: string): string | undefined {
    const form = this.view.feature(name)?.adjective;
    const seen = COLORED.has(name) ? this.view.color(name) : undefined;
    const color = seen === 'black' && WATER.has(name) ? 'dark' : seen;
    if (form && color && form !== color) return this.pick([form, color, `${form} ${color}`]);
    return form ?? color;
  }

  private noun(name: string): string {
    return this.pick(SYNONYMS[name] ?? [name]);
  }

  /** "a pond", "the pond" without its colour. */
  plain(name: string): string {
    return article(this.noun(name));
  }

  /** "four white storage tanks", "some green trees", "a straight river". */
  thing(name: string, colored = this.chance(0.55)): string {
    const noun = this.noun(name);
    const adjective = colored ? this.adjective(name) : undefined;
    const full = adjective && !noun.startsWith(adjective) ? `${adjective} ${noun}` : noun;
    const feature = this.view.feature(name);
    if (name === 'green tree') {
      const share = this.view.share(name);
      const much =
        share > 0.12
          ? ['many', 'many', 'lots of']
          : share > 0.03
            ? ['some', 'several', 'some']
            : ['a few', 'several'];
      return `${this.pick(much)} ${plural(noun)}`;
    }
    if (feature?.mass) return article(full);
    const count = this.view.count(name);
    if (UNCOUNTED.has(name)) {
      if (count === 1) return article(full);
      return `${this.pick(count > 8 ? ['many', 'some', 'several'] : ['some', 'several'])} ${plural(full)}`;
    }
    return counted(count, noun, adjective, this.pick);
  }

  /** Whether the verb is "are". */
  many(name: string): boolean {
    const feature = this.view.feature(name);
    if (name === 'green tree') return true;
    return !feature?.mass && this.view.count(name) > 1;
  }
}
