import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../checkpoint/open';
import { openSource } from '../../checkpoint/source';
import type { Checkpoint, Tensor } from '../../checkpoint/tensors';
import type { ConfigFiles } from '../family';
import { imageSettings } from '../images';
import { ModelWeights } from '../layout';
import type { Activation } from '../transformer';
import { clipConfig as configOf } from './config';
import { layoutOf } from './layouts';

const folder = new URL('../../fixtures/clip-tiny/', import.meta.url);
const tensor: Tensor = { dtype: 'F32', shape: [4], read: async () => new Uint8Array(16) };

function clipConfig(checkpoint: Checkpoint, files: ConfigFiles, activation?: Activation) {
  const weights = new ModelWeights(checkpoint, layoutOf(checkpoint));
  return configOf(weights, { files, name: 'model', ...(activation && { activation }) });
}

async function tiny(file: string, extra: readonly string[] = []) {
  const source = await openSource(fileURLToPath(new URL(file, folder)));
  const checkpoint = new Map(await readCheckpoint(source));
  await source.close();
  for (const name of extra) checkpoint.set(name, tensor);
  return checkpoint;
}

describe('every weight is computed with', () => {
  it.each(['model.safetensors', 'open_clip_pytorch_model.bin', 'flax_model.msgpack'])(
    'of %s',
    async (file) => {
      const checkpoint = await tiny(file);
      expect(clipConfig(checkpoint, {}, 'gelu').dim).toBe(32);
    },
  );

  it.each([
    ['visual.transformer.resblocks.1.ls_1.gamma', 'LayerScale'],
    ['positional_embedding_res', 'second table'],
    ['visual.transformer.resblocks.0.attn.lora_A.weight', 'LoRA'],
    ['logit_bias', 'logit_bias'],
  ])('or it is named: %s', async (name, said) => {
    const checkpoint = await tiny('open_clip_pytorch_model.bin', [name]);
    expect(() => clipConfig(checkpoint, {}, 'gelu')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(said) }),
    );
  });

  it('and sizes that the configuration states are those of the tensors', async () => {
    const checkpoint = await tiny('model.safetensors');
    const config = { model_type: 'clip', projection_dim: 64 };
    expect(() => clipConfig(checkpoint, { config })).toThrow(/projection_dim = 64/);
  });

  it('and a checkpoint without a configuration asks for its activation', async () => {
    const checkpoint = await tiny('open_clip_pytorch_model.bin');
    expect(() => clipConfig(checkpoint, {})).toThrow(/which GELU/);
  });
});

describe('pictures', () => {
  const vision = { size: 64, patch: 16 };
  const defaults = { crop: 'center', mean: [0, 0, 0], std: [1, 1, 1] } as const;
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../fixtures/configs/${name}`, import.meta.url), 'utf8'));
  const of = (files: ConfigFiles) => imageSettings(files, vision, defaults);

  it('are resized as the files say', () => {
    expect(of({})).toMatchObject({ resize: 64, crop: 'center', rounding: 'torchvision' });
    expect(of({ openClip: read('oc_squash.json') })).toMatchObject({ resize: 64, crop: 'none' });
    const { image_processor: preprocessor } = read('processor_config.json') as {
      image_processor: object;
    };
    expect(of({ preprocessor })).toMatchObject({
      crop: 'center',
      interpolation: 'bicubic',
      rounding: 'transformers',
      mean: [0.5, 0.4, 0.3],
    });
    const squash = read('hf_squash_preprocessor_config.json') as object;
    expect(of({ preprocessor: { ...squash, resample: 2 } })).toMatchObject({
      crop: 'none',
      interpolation: 'bilinear',
    });
    const larger = { crop_size: 64, size: { shortest_edge: 72 } };
    expect(of({ preprocessor: larger })).toMatchObject({ resize: 72, crop: 'center' });
  });

  it.each([
    ['crop_size', { crop_size: 24 }],
    ['size', { size: { height: 64, width: 48 } }],
    ['size', { size: { height: 72, width: 72 }, crop_size: 64 }],
    ['size', { size: { shortest_edge: 32 }, crop_size: 64 }],
    ['do_center_crop', { size: { shortest_edge: 64 }, do_center_crop: false }],
  ])('or refused by %s', (field, preprocessor) => {
    expect(() => of({ preprocessor })).toThrow(field);
  });
});
