import { expect, it } from 'vitest';
import type { ModelManifest, WordCalibration } from '@/lib/model/types';
import { Vocabulary } from './judge-feature';

const calibration: WordCalibration = { a: 1, b: 0, right: 0.9, n: 100 };
const model = {
  patches: { taught: ['river'], near: 0.6 },
  presence: {
    threshold: 0.5,
    default: calibration,
    words: { river: calibration, moon: { ...calibration, source: 'patches' } },
  },
} as unknown as ModelManifest;
const feature = Float32Array.of(1, 0);
// Every word's embedding is that of the feature: the nearest is the first that may speak for it.
const vocabulary = new Vocabulary(model, async (prompts) => prompts.map(() => feature));

it('judges a map by calibrations of its own kind only', async () => {
  expect(await vocabulary.calibrated('river', feature, 'head')).toMatchObject({ own: true });
  expect(await vocabulary.calibrated('moon', feature, 'patches')).toMatchObject({ own: true });
  expect(await vocabulary.calibrated('moon', feature, 'head')).toMatchObject({ word: 'river' });
  expect(await vocabulary.calibrated('river', feature, 'patches')).toMatchObject({ word: 'moon' });
});

it('has nothing for a kind that no word was fitted for', async () => {
  const { presence } = model;
  const headOnly = {
    ...model,
    presence: { ...presence, words: { river: calibration } },
  } as unknown as ModelManifest;
  const other = new Vocabulary(headOnly, async () => []);
  expect(await other.calibrated('river', feature, 'patches')).toBeNull();
});

it('does not judge a word that is far from all that the head was taught, but one that was measured', async () => {
  const far = Float32Array.of(0.94, Math.sqrt(1 - 0.94 ** 2));
  expect(await vocabulary.calibrated('whale', far, 'head')).toBeNull();
  expect(await vocabulary.calibrated('river', far, 'head')).toMatchObject({ own: true });
  expect(await vocabulary.calibrated('river', far, 'head', 4)).toBeNull();
  const near = Float32Array.of(0.96, Math.sqrt(1 - 0.96 ** 2));
  const onlyDefault = { ...model, presence: { threshold: 0.5, default: calibration } };
  const other = new Vocabulary(onlyDefault as unknown as ModelManifest, async (prompts) =>
    prompts.map(() => feature),
  );
  expect(await other.calibrated('creek', near, 'head')).toMatchObject({ word: '', own: false });
  expect(await other.calibrated('whale', far, 'head')).toBeNull();
});
