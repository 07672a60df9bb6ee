import { describe, expect, it } from 'vitest';
import { calibrationOf, type Evidence, judge, NOT_SEEN, SEEN, scoreOf, seenFrom } from './presence';
import { spellingsOf } from './spellings';

const good = { a: 1, b: 0, right: 0.95, n: 90 };
const presence = {
  threshold: 0.5,
  words: { river: good, road: { ...good, right: 0.6 }, 'swimming pool': { ...good, n: 5 } },
  default: { ...good, right: 0.9 },
};

describe('judge', () => {
  it('gives three answers by the probability', () => {
    const river = calibrationOf('river', presence);
    expect(judge(6, river)).toMatchObject({ answer: 'seen', degree: 'very likely' });
    expect(judge(1.5, river)).toMatchObject({ answer: 'seen', degree: 'likely' });
    expect(judge(0, river)).toMatchObject({ answer: 'cannot-tell', probability: 0.5 });
    expect(judge(-4, river).answer).toBe('not-seen');
  });

  it('does not judge a word that it gets wrong, or that was hardly measured, or not at all', () => {
    for (const word of ['road', 'swimming pool']) {
      const judgement = judge(9, calibrationOf(word, presence));
      expect(judgement).toMatchObject({ answer: 'cannot-tell', probability: null });
      expect(judgement.basis).not.toBeNull();
    }
    expect(judge(9, calibrationOf('river', undefined))).toEqual({
      answer: 'cannot-tell',
      probability: null,
      basis: null,
    });
  });

  it('takes the nearest word at a discount, so that it answers less often', () => {
    const near = calibrationOf('stream', presence, { word: 'river', cosine: 0.96 });
    expect(near).toMatchObject({ word: 'river', own: false, weight: 0.96 });
    expect(judge(1.12, calibrationOf('river', presence)).answer).toBe('seen');
    expect(judge(1.12, near).answer).toBe('cannot-tell');
    expect(judge(6, near).basis?.right).toBeCloseTo(0.932, 6);
  });

  it('does not say that a thing is not there where that was often wrong', () => {
    const blind = { threshold: 0.5, words: { road: { ...good, shown: 0.4 } } };
    const road = calibrationOf('road', blind);
    expect(judge(-4, road).answer).toBe('cannot-tell');
    expect(judge(4, road).answer).toBe('seen');
  });

  it('is less sure of either answer the larger the picture', () => {
    const river = calibrationOf('river', presence);
    for (const maximum of [1.5, -1.8]) {
      expect(judge(maximum, river).answer).not.toBe('cannot-tell');
      expect(judge(maximum, river, { area: 41 }).answer).toBe('cannot-tell');
    }
    expect(judge(6, river, { area: 41 }).answer).toBe('seen');
    expect(judge(-6, river, { area: 41 }).answer).toBe('not-seen');
    expect(judge(1.5, river, { area: 0.5 })).toEqual(judge(1.5, river));
  });

  it('says "very likely" of no word that is often wrong', () => {
    const words = { road: { ...good, right: 0.82 } };
    expect(judge(6, calibrationOf('road', { threshold: 0.5, words }))).toMatchObject({
      answer: 'seen',
      degree: 'likely',
    });
  });

  it('needs more for "seen" as was measured of the word, and more for "not seen" of things', () => {
    const worse = calibrationOf('bridge', {
      threshold: 0.5,
      words: { bridge: { ...good, area: 1 } },
    });
    expect(judge(3.5, calibrationOf('river', presence), { area: 41 }).answer).toBe('seen');
    expect(judge(3.5, worse, { area: 41 }).answer).toBe('cannot-tell');
    const river = calibrationOf('river', presence);
    expect(judge(-4, river, { area: 41 }).answer).toBe('not-seen');
    expect(judge(-4, river, { area: 41, thing: true }).answer).toBe('cannot-tell');
    expect(judge(-4, river, { thing: true }).answer).toBe('not-seen');
  });

  it('hears the image of the part where there is one', () => {
    const words = { bridge: { ...good, image: { a: 1, b: -2, c: 10 } } };
    const bridge = calibrationOf('bridge', { threshold: 0.5, words });
    expect(judge(2, bridge, { similarity: 0.4 })).toMatchObject({ answer: 'seen' });
    expect(judge(2, bridge, { similarity: 0 })).toMatchObject({ probability: 0.5 });
    expect(judge(2, bridge).probability).toBeCloseTo(0.881, 3);
    expect(scoreOf(2, bridge, 0.4)).toBeCloseTo(4, 9);
    expect(scoreOf(2, bridge)).toBeCloseTo(2, 9);
    const blind = { words: { bridge: { ...good, a: 0, image: { a: 0, b: -1, c: 0 } } } };
    expect(scoreOf(2, calibrationOf('bridge', { threshold: 0.5, words: blind.words }), 0.4)).toBe(
      2,
    );
    expect(scoreOf(2, null, 0.4)).toBe(2);
  });

  it('does not call seen, in a larger picture, what looks more like something else', () => {
    const words = { bridge: { ...good, image: { a: 1, b: 0, c: 10, gap: 0.05 } } };
    const bridge = calibrationOf('bridge', { threshold: 0.5, words });
    const answer = (evidence: Evidence) =>
      judge(5, bridge, { similarity: 0.5, ...evidence }).answer;
    expect(answer({ rival: 0.59, area: 41 })).toBe('seen');
    expect(answer({ rival: 0.7, area: 41 })).toBe('cannot-tell');
    // Photographs such as it was measured on show it with much else.
    expect(answer({ rival: 0.7 })).toBe('seen');
    expect(answer({ area: 41 })).toBe('seen');
    expect(judge(-9, bridge, { similarity: 0, rival: 0.7, area: 41 }).answer).toBe('not-seen');
  });

  it('takes the default where no word is near', () => {
    const far = calibrationOf('zebra', presence, { word: 'river', cosine: 0.94 });
    expect(far).toMatchObject({ word: '', own: false });
    expect(calibrationOf('zebra', { threshold: 0.5 })).toBeNull();
  });

  it('knows from where on it says seen', () => {
    const river = calibrationOf('river', presence);
    const from = seenFrom(river) as number;
    expect(judge(from + 1e-9, river).answer).toBe('seen');
    expect(judge(from - 1e-6, river).answer).toBe('cannot-tell');
    expect(SEEN).toBeGreaterThan(NOT_SEEN);
  });
});

it.each([
  ['Swimming  Pools ', 'swimming pool'],
  ['beaches', 'beach'],
  ['cities', 'city'],
  ['grass', 'grass'],
  ['plane', 'planes'],
])('reads %s as %s', (text, word) => {
  expect(spellingsOf(text)).toContain(word);
});
