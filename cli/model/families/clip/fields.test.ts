import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConfigFiles } from '../family';
import { checkFields as check } from '../fields';
import { CLIP_FIELDS } from './fields';
import { knownActivation, knownHeadWidth } from './known';

const checkFields = (files: ConfigFiles) => check(files, CLIP_FIELDS);
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../fixtures/configs/${name}`, import.meta.url), 'utf8'));
const tiny = JSON.parse(
  readFileSync(new URL('../../fixtures/clip-tiny/config.json', import.meta.url), 'utf8'),
);

describe('checkFields', () => {
  it.each([['oc_textlast.json', 'pool_type']])('refuses %s by its field, %s', (name, field) => {
    expect(() => checkFields({ openClip: read(name) })).toThrow(
      expect.objectContaining({
        code: 'model-unsupported',
        message: expect.stringContaining(field),
      }),
    );
  });

  it.each([
    ['resample', 1],
    ['do_rescale', false],
    ['rescale_factor', 1],
    ['something_new', 3],
  ])('refuses a preprocessor with %s = %j', (field, value) => {
    const preprocessor = { ...(read('processor_config.json').image_processor as object) };
    expect(() => checkFields({ preprocessor })).not.toThrow();
    expect(() => checkFields({ preprocessor: { ...preprocessor, [field]: value } })).toThrow(field);
  });

  it.each([
    ['vision_config', 'layer_scale', 0.1],
    ['text_config', 'model_type', 'siglip_text_model'],
    ['vision_config_dict', 'hidden_act', 'gelu_new'],
  ])('refuses config.json with %s.%s', (side, field, value) => {
    expect(() => checkFields({ config: tiny })).not.toThrow();
    const config = { ...tiny, [side]: { ...tiny[side], [field]: value } };
    expect(() => checkFields({ config })).toThrow(field);
  });

  it.each(['oc_mlp.json', 'oc_avg.json', 'oc_ls.json', 'oc_squash.json'])(
    'takes %s, which is computed',
    (name) => {
      expect(() => checkFields({ openClip: read(name) })).not.toThrow();
    },
  );
});

it('known checkpoints have the activation that they were trained with', () => {
  expect(knownActivation('RemoteCLIP-ViT-B-32.pt')).toBe('gelu');
  expect(knownActivation('ckpt/RS5M_ViT-B-32_RET-2.pt')).toBe('quick_gelu');
  expect(knownActivation('ckpt/RS5M_ViT-H-14.pt')).toBe('gelu');
  expect(knownActivation('ckpt/RS5M_ViT-L-14.pt')).toBeUndefined();
  expect(knownActivation('ViT-B-32.pt')).toBeUndefined();
});

it.each([
  ['ViT-B', 768, 12],
  ['ViT-L', 1024, 16],
  ['ViT-H', 1280, 16],
  ['ViT-g', 1408, 16],
  ['ViT-bigG', 1664, 16],
  ['ViT-e', 1792, 16],
])('%s has its published heads where no configuration says them', (_, width, heads) => {
  expect(width / knownHeadWidth(width)).toBe(heads);
});
