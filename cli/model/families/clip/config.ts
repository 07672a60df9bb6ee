import { AppError } from '@/lib/errors/errors';
import { unsupported } from '../errors';
import type { ConfigFiles, FamilySource } from '../family';
import { checkFields, checkSizes } from '../fields';
import { get, positive } from '../json';
import type { ModelWeights } from '../layout';
import { type Activation, blockNames, checkHeads, sizesOf, type TowerConfig } from '../transformer';
import { checkTensorsUsed } from '../used';
import { CLIP_FIELDS } from './fields';
import { knownActivation, knownHeadWidth } from './known';

export interface ClipConfig {
  /** Embedding dimension. */
  readonly dim: number;
  readonly text: TowerConfig & { readonly vocabulary: number; readonly contextLength: number };
  readonly vision: TowerConfig & {
    readonly size: number;
    readonly patch: number;
    /** What stands for the image: the class token, or the mean of the patches. */
    readonly pool: 'token' | 'mean';
    /** The last layer norm is of what was pooled, not of the tokens before. */
    readonly normAfterPool: boolean;
  };
}

/** Width of a head where a configuration does not say it: OpenCLIP's default. */
const HEAD = 64;
const EPSILON = 1e-5;

/**
 * What a model is made of: its sizes from the shapes of its tensors, which cannot be wrong; heads, activation and
 * epsilon from the configuration, or as OpenAI's models have them.
 * @throws AppError model-unsupported
 */
export function clipConfig(
  weights: ModelWeights,
  { files, activation, name }: Pick<FamilySource, 'files' | 'activation' | 'name'>,
): ClipConfig {
  checkFields(files, CLIP_FIELDS);
  const asked =
    activation ?? knownActivation(name) ?? (isOpenAis(weights) ? 'quick_gelu' : undefined);
  const open = get(get(files.openClip, 'model_cfg'), 'vision_cfg');
  const [vocabulary, textWidth] = weights.shape('text_model.embeddings.token_embedding.weight') as [
    number,
    number,
  ];
  const [contextLength] = weights.shape('text_model.embeddings.position_embedding.weight') as [
    number,
  ];
  const [visionWidth, , patch] = weights.shape(
    'vision_model.embeddings.patch_embedding.weight',
  ) as [number, number, number];
  const [positions] = weights.shape('vision_model.embeddings.position_embedding.weight') as [
    number,
  ];
  const [dim] = weights.shape('visual_projection.weight') as [number];
  const side = Math.round(Math.sqrt(positions - 1));
  if (side * side !== positions - 1) throw unsupported('Its image tower sees no square.');
  const config: ClipConfig = {
    dim,
    text: { ...tower(weights, 'text_model', textWidth, files, asked), vocabulary, contextLength },
    vision: {
      ...tower(weights, 'vision_model', visionWidth, files, asked),
      size: side * patch,
      patch,
      pool: get(open, 'pool_type') === 'avg' ? 'mean' : 'token',
      normAfterPool: get(open, 'final_ln_after_pool') === true,
    },
  };
  checkStated(config, files);
  checkTensorsUsed(weights, tensorNames(config));
  return config;
}

/** OpenAI's TorchScript files keep these as tensors, and no other code does; all of OpenAI's have the quick GELU. */
function isOpenAis({ checkpoint }: ModelWeights): boolean {
  return ['input_resolution', 'context_length', 'vocab_size'].every((name) => checkpoint.has(name));
}

/** What {@link textGraph} and {@link visionGraph} compute with. */
function tensorNames({ text, vision }: ClipConfig): string[] {
  return [
    ...blockNames('text_model', text),
    ...blockNames('vision_model', vision),
    ...[
      'text_model.final_layer_norm',
      'vision_model.pre_layrnorm',
      'vision_model.post_layernorm',
    ].flatMap((name) => [`${name}.weight`, `${name}.bias`]),
    'logit_scale',
    'text_projection.weight',
    'visual_projection.weight',
    'text_model.embeddings.token_embedding.weight',
    'text_model.embeddings.position_embedding.weight',
    'vision_model.embeddings.class_embedding',
    'vision_model.embeddings.patch_embedding.weight',
    'vision_model.embeddings.position_embedding.weight',
  ];
}

function checkStated({ dim, text, vision }: ClipConfig, { config, openClip }: ConfigFiles): void {
  const model = get(openClip, 'model_cfg');
  checkSizes('config.json', config, { projection_dim: dim });
  checkSizes('config.json: text_config', get(config, 'text_config'), {
    hidden_size: text.width,
    intermediate_size: text.hidden,
    num_hidden_layers: text.layers,
    vocab_size: text.vocabulary,
    max_position_embeddings: text.contextLength,
  });
  checkSizes('config.json: vision_config', get(config, 'vision_config'), {
    hidden_size: vision.width,
    intermediate_size: vision.hidden,
    num_hidden_layers: vision.layers,
    image_size: vision.size,
    patch_size: vision.patch,
  });
  checkSizes('open_clip_config.json: model_cfg', model, { embed_dim: dim });
  checkSizes('open_clip_config.json: text_cfg', get(model, 'text_cfg'), {
    width: text.width,
    layers: text.layers,
    vocab_size: text.vocabulary,
    context_length: text.contextLength,
  });
  checkSizes('open_clip_config.json: vision_cfg', get(model, 'vision_cfg'), {
    width: vision.width,
    layers: vision.layers,
    image_size: vision.size,
    patch_size: vision.patch,
  });
}

function tower(
  weights: ModelWeights,
  root: 'text_model' | 'vision_model',
  width: number,
  { config, openClip }: ConfigFiles,
  asked?: Activation,
): TowerConfig {
  const inner = get(config, root === 'text_model' ? 'text_config' : 'vision_config');
  const open = get(get(openClip, 'model_cfg'), root === 'text_model' ? 'text_cfg' : 'vision_cfg');
  const heads =
    positive(get(inner, 'num_attention_heads')) ??
    positive(get(open, 'heads')) ??
    headsOf(width, open, openClip === undefined && root === 'vision_model');
  checkHeads({ width, heads });
  return {
    width,
    ...sizesOf(weights, root),
    heads,
    activation: asked ?? activationOf(config, get(inner, 'hidden_act'), get(openClip, 'model_cfg')),
    epsilon: positive(get(inner, 'layer_norm_eps')) ?? EPSILON,
    layerScale: weights.has(`${root}.encoder.layers.0.layer_scale1.gamma`),
  };
}

function headsOf(width: number, open: unknown, isUnsaid: boolean): number {
  const head = positive(get(open, 'head_width')) ?? (isUnsaid ? knownHeadWidth(width) : HEAD);
  return Math.max(1, Math.round(width / head));
}

/**
 * OpenCLIP's models use the exact GELU unless they say otherwise, Hugging Face's the quick one.
 * @throws AppError model-unsupported where no configuration is there: the two differ, and neither fails
 */
function activationOf(config: unknown, named: unknown, open: unknown): Activation {
  if (typeof named === 'string') {
    if (named === 'quick_gelu' || named === 'gelu') return named;
    throw unsupported(`It uses ${named.slice(0, 40)}, which is not known here.`);
  }
  if (open !== undefined) return get(open, 'quick_gelu') === true ? 'quick_gelu' : 'gelu';
  if (config !== undefined) return 'quick_gelu';
  throw new AppError(
    'model-unsupported',
    'No configuration lies beside the checkpoint, so nothing says which GELU it was trained with.',
    'Say it: --activation quick_gelu for OpenAI’s own training, --activation gelu for OpenCLIP’s (RemoteCLIP’s and GeoRSCLIP’s files are known by their names).',
  );
}
