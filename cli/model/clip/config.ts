import { AppError } from '@/lib/errors/errors';
import { type Checkpoint, sizeOf } from '../checkpoint/tensors';
import type { Layout } from './layouts';

/** What a block computes between its two linear layers. */
export type Activation = 'quick_gelu' | 'gelu';
export const ACTIVATIONS = ['quick_gelu', 'gelu'] as const satisfies Activation[];

export interface TowerConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly activation: Activation;
  readonly epsilon: number;
}

export interface ClipConfig {
  /** Embedding dimension. */
  readonly dim: number;
  readonly text: TowerConfig & { readonly vocabulary: number; readonly contextLength: number };
  readonly vision: TowerConfig & { readonly size: number; readonly patch: number };
  /** Of pixel values 0..1; OpenAI's where no file says otherwise. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** JSON files beside a checkpoint, where they are there. */
export interface ConfigFiles {
  /** Hugging Face's config.json. */
  readonly config?: unknown;
  /** open_clip_config.json. */
  readonly openClip?: unknown;
  /** preprocessor_config.json. */
  readonly preprocessor?: unknown;
}

const MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const STD = [0.26862954, 0.26130258, 0.27577711] as const;
/** Width of a head in every ViT that CLIP was published with. */
const HEAD = 64;
const EPSILON = 1e-5;

/**
 * What a model is made of: its sizes from the shapes of its tensors, which cannot be wrong; heads, activation and
 * epsilon from the configuration, or as OpenAI's models have them.
 * @param activation asked for by the person; goes before any file
 * @throws AppError model-unsupported
 */
export function clipConfig(
  checkpoint: Checkpoint,
  layout: Layout,
  files: ConfigFiles,
  activation?: Activation,
): ClipConfig {
  const shape = (name: string): readonly number[] => {
    const tensor = layout.find(checkpoint, name);
    if (!tensor) throw unsupported(`It has no ${name}.`);
    return layout.shapeOf(name, tensor.shape);
  };
  const [vocabulary, textWidth] = shape('text_model.embeddings.token_embedding.weight') as [
    number,
    number,
  ];
  const [contextLength] = shape('text_model.embeddings.position_embedding.weight') as [number];
  const [visionWidth, , patch] = shape('vision_model.embeddings.patch_embedding.weight') as [
    number,
    number,
    number,
  ];
  const [positions] = shape('vision_model.embeddings.position_embedding.weight') as [number];
  const [dim] = shape('visual_projection.weight') as [number];
  const side = Math.round(Math.sqrt(positions - 1));
  if (side * side !== positions - 1) throw unsupported('Its image tower sees no square.');
  const text = {
    ...tower(checkpoint, layout, 'text_model', textWidth, files, activation),
    vocabulary,
    contextLength,
  };
  const vision = {
    ...tower(checkpoint, layout, 'vision_model', visionWidth, files, activation),
    size: side * patch,
    patch,
  };
  return { dim, text, vision, ...normalization(files) };
}

function tower(
  checkpoint: Checkpoint,
  layout: Layout,
  name: 'text_model' | 'vision_model',
  width: number,
  { config, openClip }: ConfigFiles,
  activation?: Activation,
): TowerConfig {
  const inner = get(config, name === 'text_model' ? 'text_config' : 'vision_config');
  const open = get(get(openClip, 'model_cfg'), name === 'text_model' ? 'text_cfg' : 'vision_cfg');
  const heads =
    number(get(inner, 'num_attention_heads')) ?? number(get(open, 'heads')) ?? headsOf(width, open);
  if (width % heads !== 0)
    throw unsupported(`${width} features cannot be shared among ${heads} heads.`);
  return {
    width,
    layers: layersOf(checkpoint, layout, name),
    heads,
    activation: activation ?? activationOf(get(inner, 'hidden_act'), get(openClip, 'model_cfg')),
    epsilon: number(get(inner, 'layer_norm_eps')) ?? EPSILON,
  };
}

function headsOf(width: number, open: unknown): number {
  return Math.max(1, Math.round(width / (number(get(open, 'head_width')) ?? HEAD)));
}

/** OpenCLIP's models use the exact GELU unless they say otherwise; OpenAI's, without a configuration, the quick one. */
function activationOf(named: unknown, open: unknown): Activation {
  if (typeof named === 'string') {
    if (named === 'quick_gelu' || named === 'gelu') return named;
    throw unsupported(`It uses ${named.slice(0, 40)}, which is not known here.`);
  }
  if (open !== undefined) return get(open, 'quick_gelu') === true ? 'quick_gelu' : 'gelu';
  return 'quick_gelu';
}

function layersOf(checkpoint: Checkpoint, layout: Layout, name: string): number {
  let layers = 0;
  while (layout.find(checkpoint, `${name}.encoder.layers.${layers}.layer_norm1.weight`)) layers++;
  if (layers === 0) throw unsupported(`Its ${name} has no layers.`);
  return layers;
}

function normalization({ preprocessor, openClip }: ConfigFiles): Pick<ClipConfig, 'mean' | 'std'> {
  const open = get(openClip, 'preprocess_cfg');
  const mean = triple(get(preprocessor, 'image_mean')) ?? triple(get(open, 'mean')) ?? MEAN;
  const std = triple(get(preprocessor, 'image_std')) ?? triple(get(open, 'std')) ?? STD;
  return { mean, std };
}

function triple(value: unknown): readonly [number, number, number] | undefined {
  const isTriple = Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  return isTriple ? (value as unknown as [number, number, number]) : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

function get(value: unknown, key: string): unknown {
  return value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
}

/** A checkpoint that is none of CLIP with a ViT. */
export function unsupported(what: string): AppError {
  return new AppError(
    'model-unsupported',
    `This is no CLIP with a vision transformer. ${what}`,
    'Models of that kind can be imported in the layouts of Hugging Face’s CLIPModel and of OpenAI and OpenCLIP; see docs/models.md.',
  );
}

/** Parameters of both towers, for people. */
export function parametersOf(checkpoint: Checkpoint): number {
  return [...checkpoint.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
