import { expect, it } from 'vitest';
import { withoutPrefixes } from './prefix';
import type { Tensor } from './tensors';

const tensor: Tensor = { dtype: 'F32', shape: [1], read: async () => new Uint8Array(4) };
const named = (...names: string[]) => new Map(names.map((name) => [name, tensor]));

it.each([
  [
    ['module.a', 'module.b.c'],
    ['a', 'b.c'],
  ],
  [
    ['_orig_mod.module.a', '_orig_mod.module.b'],
    ['a', 'b'],
  ],
  [
    ['model.visual.proj', 'model.logit_scale'],
    ['visual.proj', 'logit_scale'],
  ],
  // Other tensors stand beside it: what they are is for the refusal to say.
  [
    ['model.visual.proj', 'teacher.visual.proj'],
    ['model.visual.proj', 'teacher.visual.proj'],
  ],
  [[], []],
])('%j becomes %j', (names, short) => {
  expect([...withoutPrefixes(named(...names)).keys()]).toEqual(short);
});
