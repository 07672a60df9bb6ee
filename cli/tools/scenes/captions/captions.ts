import type { RsicdCategory } from '../../../../lib/categories/categories';
import { TAG, tags } from '../core/painter';
import type { Rendered } from '../core/render';
import type { Rng } from '../core/rng';
import { MANNERS, type Manner } from './manners';
import { Phrases } from './phrases';
import { View } from './view';
import { article, listed, plural } from './words';

const NEAR = ['near', 'close to', 'next to', 'beside'];

/** Verb and relation: "is near", "are close to". */
const stands = (many: boolean, relation: string) => `${many ? 'are' : 'is'} ${relation}`;

/** What lies around the main thing, as it is measured. */
function around(p: Phrases, m: Manner): string[] {
  const out: string[] = [];
  const { view } = p;
  const beside = (m.beside ?? []).filter((b) => view.has(b) && b !== m.main);
  const ring = beside.filter((b) => view.surrounds(b, m.main));
  const close = beside.filter((b) => view.near(m.main, b));
  const main = () => (m.kind === 'place' ? article(m.noun) : p.thing(m.main));
  const many = m.kind !== 'place' && p.many(m.main);
  for (const b of ring) {
    out.push(`${main()} ${stands(many, 'surrounded by')} ${p.thing(b)}`);
    out.push(`${p.thing(b)} ${stands(p.many(b), 'around')} ${main()}`);
  }
  if (ring.length > 1)
    out.push(
      `${main()} ${stands(many, 'surrounded by')} ${listed(ring.slice(0, 2).map((b) => p.thing(b)))}`,
    );
  for (const b of close) {
    out.push(`${main()} ${stands(many, p.pick(NEAR))} ${p.thing(b)}`);
    out.push(`${p.thing(b)} ${stands(p.many(b), p.pick(NEAR))} ${main()}`);
  }
  if (close.length > 1) {
    const two = listed(close.slice(0, 2).map((b) => p.thing(b)));
    out.push(
      `${two} are ${p.pick(NEAR)} ${main()}`,
      `${main()} ${stands(many, p.pick(NEAR))} ${two}`,
    );
  }
  if (m.kind === 'line') {
    for (const b of beside.filter((x) => view.bothSides(m.main, x))) {
      out.push(
        `${p.thing(b)} ${stands(p.many(b), p.pick(['in two sides of', 'on both sides of', 'at two sides of']))} ${main()}`,
      );
    }
  }
  return out;
}

/** What a place holds. */
function contents(p: Phrases, m: Manner): string[] {
  const held = (m.holds ?? []).filter((h) => p.view.has(h) && h !== m.main);
  if (held.length === 0) return [];
  const place = () => article(m.noun);
  const out: string[] = [];
  const where = m.kind === 'place' ? 'in' : m.kind === 'stuff' ? `in a piece of` : 'in';
  const of = m.kind === 'stuff' ? m.noun : place();
  for (const h of held.slice(0, 3)) {
    out.push(`${p.thing(h)} ${stands(p.many(h), where)} ${of}`);
    if (m.kind === 'place') out.push(`${place()} with ${p.thing(h)}`);
  }
  if (held.length > 1) {
    const two = () => listed(held.slice(0, 2).map((h) => p.thing(h)));
    out.push(`${two()} are ${where} ${of}`, `there are ${two()} ${where} ${of}`);
  }
  if (held.length > 2)
    out.push(`${listed(held.slice(0, 3).map((h) => p.thing(h)))} are ${where} ${of}`);
  return out;
}

/** What only some surfaces call for. */
function special(p: Phrases, category: RsicdCategory): string[] {
  const { view } = p;
  const out: string[] = [];
  if (category === 'bridge' && view.has('river')) {
    out.push(
      `${p.thing('bridge')} ${stands(p.many('bridge'), p.pick(['over', 'on', 'across']))} ${p.thing('river')}`,
    );
  }
  if (category === 'mountain') {
    if (view.tagShare(tags(TAG.snow)) > 0.03)
      out.push(
        'some white snow covers a part of the mountain',
        'some white snow is on the mountains',
      );
    if (view.tagShare(tags(TAG.tree)) > 0.5)
      out.push('the mountains are covered with green plants', 'it is a piece of green mountains');
    out.push(
      'it is a piece of irregular mountains',
      'some ridges and valleys are in the mountains',
      'the mountains have many ridges',
    );
  }
  if (category === 'desert')
    out.push(
      'it is a desert with nothing else in it',
      'some wrinkles are in the desert',
      `there are ${p.pick(['ripples', 'curves'])} of sand in the desert`,
    );
  if (category === 'beach' && view.color('ocean'))
    out.push(
      `${view.color('ocean')} ocean is near a beach`,
      `the ${view.color('ocean')} sea is beside the sand`,
    );
  if (category === 'farmland') {
    const n = view.count('farmland');
    out.push(
      `${n > 6 ? 'many' : n > 2 ? 'several' : 'some'} pieces of farmlands are together`,
      'the farmland is divided into pieces',
    );
    if (view.feature('farmland')?.adjective === 'circular')
      out.push('some circular farmlands are side by side', 'circular fields are in a row');
  }
  if (category === 'forest')
    out.push(
      'a large number of green trees stand close together in the forest',
      'it is a piece of green forest',
    );
  if (category === 'parking' && view.count('car') > 10)
    out.push('many cars are parked in rows', 'cars of different colors are in a parking lot');
  if (category === 'viaduct')
    out.push(
      'several roads cross each other at a viaduct',
      'the viaduct has roads above each other',
    );
  if (category === 'airport' && view.count('runway') > 1)
    out.push(`${p.thing('runway')} are in an airport`);
  if (category === 'river' && view.color('river'))
    out.push(`the water of the river is ${view.color('river')}`);
  if (category === 'railway station')
    out.push('several parallel railways are in a railway station');
  return out;
}

/** Sentences that name the category and little else; always true. */
function plain(p: Phrases, m: Manner, category: RsicdCategory): string[] {
  const main = p.view.has(m.main) ? p.adjective(m.main) : undefined;
  if (m.kind === 'stuff') {
    const noun = main && !m.noun.startsWith(main) ? `${main} ${m.noun}` : m.noun;
    return [
      `it is a piece of ${noun}`,
      `this is a piece of ${noun}`,
      `it is a large piece of ${noun}`,
      `here is a piece of ${m.noun}`,
      `the ${noun} is seen from above`,
    ];
  }
  if (category === 'storage tanks' || (m.kind === 'thing' && p.view.count(m.main) > 1)) {
    const things = p.thing(m.main, true);
    const are = p.many(m.main) ? 'are' : 'is';
    return [
      `there ${are} ${things}`,
      `${things} ${are} here`,
      `${p.thing(m.main, true)} ${are} placed on the ground`,
      `here ${are} ${p.thing(m.main, false)} seen from above`,
      `${p.thing(m.main, true)} can be seen in the picture`,
    ];
  }
  const noun = main && m.kind !== 'place' ? `${main} ${m.noun}` : m.noun;
  const out = [
    `it is ${article(noun)}`,
    `this is ${article(noun)}`,
    `here is ${article(m.noun)} seen from above`,
  ];
  if (m.kind !== 'place' && p.view.central(m.main))
    out.push(
      `${article(noun)} is in the middle of the picture`,
      `the ${plural(m.noun) === m.noun ? 'place' : noun} is in the center`,
    );
  return out;
}

/**
 * Five captions, in RSICD's manner, of what is really in the scene: every thing, number, colour and place in them is
 * asked of the rendered picture and its features.
 */
export function captions(category: RsicdCategory, scene: Rendered, rng: Rng): string[] {
  const p = new Phrases(new View(scene), rng);
  const m = MANNERS[category];
  const pools = [
    m.kind === 'place' || m.kind === 'stuff' ? contents(p, m) : around(p, m),
    m.kind === 'place' || m.kind === 'stuff' ? around(p, m) : contents(p, m),
    special(p, category),
    plain(p, m, category),
  ];
  const out: string[] = [];
  const turns = [0, 1, 0, 2, 1, 3, 0, 2, 1, 3, 3, 3, 3];
  for (const t of turns) {
    if (out.length === 5) break;
    const left = (pools[t] as string[]).filter((c) => !out.includes(c));
    if (left.length > 0) out.push(p.pick(left));
  }
  return out.map((c) => c.replaceAll('  ', ' '));
}

/** Five captions of a scene of a category that RSICD does not name: what it is, and what is in it. */
export function plainCaptions(category: string, scene: Rendered, rng: Rng): string[] {
  const p = new Phrases(new View(scene), rng);
  const names = scene.features.map((f) => f.name).filter((name) => name !== category);
  const subject = category.endsWith('s') ? category : article(category);
  const held = (from: number) => {
    const things = names.slice(from, from + 2).map((n) => p.thing(n));
    return things.length > 0 ? ` with ${listed(things)}` : '';
  };
  return [
    subject,
    `${subject} seen from above`,
    `an aerial photograph of ${subject}`,
    `${subject}${held(0) || ' in the middle'}`,
    `there is ${subject}${held(2) || held(0)} in the picture`,
  ];
}

/** Five captions of a large sample: what it is, and what can be found in it. */
export function sampleCaptions(title: string, scene: Rendered, rng: Rng): string[] {
  const p = new Phrases(new View(scene), rng);
  const names = scene.features.filter((f) => f.name !== 'green tree').map((f) => f.name);
  const three = (from: number) => listed(names.slice(from, from + 3).map((n) => p.thing(n)));
  const starts = names.length > 9 ? [0, 3, 6] : [0, 1, 2];
  return [
    title,
    `it is ${title}`,
    ...starts.map((at, i) => `${three(at)} are in ${i === 1 ? 'the scene' : 'the picture'}`),
  ];
}
