import { unsupported } from '../errors';
import type { ConfigFiles, FamilySource } from '../family';
import { checkFields, checkSizes } from '../fields';
import { get, positive } from '../json';
import type { ModelWeights } from '../layout';
import { type Activation, blockNames, checkHeads, sizesOf, type TowerConfig } from '../transformer';
import { checkTensorsUsed } from '../used';
import { SIGLIP_FIELDS } from './fields';

export interface SiglipConfig {
  /** Embedding dimension: the image tower's width. */
  readonly dim: number;
  readonly text: TowerConfig & { readonly vocabulary: number; readonly contextLength: number };
  readonly vision: TowerConfig & {
    readonly size: number;
    readonly patch: number;
    /** Features between the two linear layers of the pooling head. */
    readonly headHidden: number;
  };
}

const EPSILON = 1e-6;
const HF_ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu: 'gelu',
  quick_gelu: 'quick_gelu',
};
/** timm's SigLIP towers (vision_transformer.py): some of those made for SigLIP 2 have the approximate GELU. */
const TIMM: readonly (Pick<TowerConfig, 'heads' | 'activation'> & { readonly name: RegExp })[] = [
  { name: /^vit_base_patch16_siglip_(224|256|384|512)$/, heads: 12, activation: 'gelu' },
  { name: /^vit_base_patch32_siglip_256$/, heads: 12, activation: 'gelu_tanh' },
  { name: /^vit_large_patch16_siglip_(256|384)$/, heads: 16, activation: 'gelu' },
  { name: /^vit_large_patch16_siglip_512$/, heads: 16, activation: 'gelu_tanh' },
  { name: /^vit_so400m_patch14_siglip_(224|378)$/, heads: 16, activation: 'gelu' },
  { name: /^vit_so400m_patch16_siglip_(256|384|512)$/, heads: 16, activation: 'gelu_tanh' },
];

/**
 * Sizes are from the shapes of the tensors; heads, activation and epsilon from the configuration.
 * @throws AppError model-unsupported
 */
export function siglipConfig(
  weights: ModelWeights,
  { files, activation }: Pick<FamilySource, 'files' | 'activation'>,
): SiglipConfig {
  checkFields(files, SIGLIP_FIELDS);
  const [vocabulary, textWidth] = weights.shape('text_model.embeddings.token_embedding.weight') as [
    number,
    number,
  ];
  const [contextLength] = weights.shape('text_model.embeddings.position_embedding.weight') as [
    number,
  ];
  const [width, , patch] = weights.shape('vision_model.embeddings.patch_embedding.weight') as [
    number,
    number,
    number,
  ];
  const [cells] = weights.shape('vision_model.embeddings.position_embedding.weight') as [number];
  const [headHidden] = weights.shape('vision_model.head.mlp.fc1.weight') as [number];
  const [dim] = weights.shape('text_model.head.weight') as [number];
  const side = Math.round(Math.sqrt(cells));
  if (side * side !== cells) throw unsupported('Its image tower sees no square.');
  if (dim !== width) {
    throw unsupported(`Its towers give embeddings of different lengths, ${dim} and ${width}.`);
  }
  const settings = { ...settingsOf(files), ...(activation && { both: activation }) };
  const tower = (root: 'text_model' | 'vision_model', across: number): TowerConfig => {
    const { heads, activation: stated, epsilon } = settings[root];
    checkHeads({ width: across, heads });
    return {
      width: across,
      ...sizesOf(weights, root),
      heads,
      activation: settings.both ?? stated,
      epsilon,
      layerScale: false,
    };
  };
  const config: SiglipConfig = {
    dim,
    text: { ...tower('text_model', textWidth), vocabulary, contextLength },
    vision: { ...tower('vision_model', width), size: side * patch, patch, headHidden },
  };
  checkStated(config, files);
  checkTensorsUsed(weights, tensorNames(config));
  return config;
}

type TowerSettings = Pick<TowerConfig, 'heads' | 'activation' | 'epsilon'>;
interface Settings {
  readonly text_model: TowerSettings;
  readonly vision_model: TowerSettings;
  /** Asked for by the person. */
  readonly both?: Activation;
}

/** @throws AppError model-unsupported where no configuration says how many heads there are */
function settingsOf({ config, openClip }: ConfigFiles): Settings {
  if (config !== undefined) {
    return {
      text_model: ofHuggingFace(get(config, 'text_config')),
      vision_model: ofHuggingFace(get(config, 'vision_config')),
    };
  }
  const model = get(openClip, 'model_cfg');
  const text = get(model, 'text_cfg');
  const name = get(get(model, 'vision_cfg'), 'timm_model_name');
  const trunk = TIMM.find((known) => known.name.test(String(name)));
  const textHeads = positive(get(text, 'heads'));
  if (!trunk || textHeads === undefined) {
    throw unsupported(
      name === undefined
        ? 'No config.json or open_clip_config.json lies beside it, so nothing says how many heads its attention has.'
        : `Its image tower is timm’s ${String(name).slice(0, 60)}, which is not known here.`,
    );
  }
  return {
    text_model: {
      heads: textHeads,
      activation: get(get(text, 'act_kwargs'), 'approximate') === 'tanh' ? 'gelu_tanh' : 'gelu',
      // PyTorch's own where it is not said.
      epsilon: positive(get(get(text, 'norm_kwargs'), 'eps')) ?? 1e-5,
    },
    vision_model: { heads: trunk.heads, activation: trunk.activation, epsilon: EPSILON },
  };
}

function ofHuggingFace(tower: unknown): TowerSettings {
  const named = get(tower, 'hidden_act') ?? 'gelu_pytorch_tanh';
  const activation = HF_ACTIVATIONS[String(named)];
  if (!activation) {
    throw unsupported(`It uses ${String(named).slice(0, 40)}, which is not known here.`);
  }
  return {
    // transformers' default where the configuration leaves it out.
    heads: positive(get(tower, 'num_attention_heads')) ?? 12,
    activation,
    epsilon: positive(get(tower, 'layer_norm_eps')) ?? EPSILON,
  };
}

/** What the graphs compute with. */
function tensorNames({ text, vision }: SiglipConfig): string[] {
  const head = 'vision_model.head';
  return [
    ...blockNames('text_model', text),
    ...blockNames('vision_model', vision),
    ...[
      'text_model.final_layer_norm',
      'text_model.head',
      'vision_model.embeddings.patch_embedding',
      'vision_model.post_layernorm',
      ...['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((part) => `${head}.attention.${part}`),
      `${head}.layernorm`,
      `${head}.mlp.fc1`,
      `${head}.mlp.fc2`,
    ].flatMap((name) => [`${name}.weight`, `${name}.bias`]),
    `${head}.probe`,
    'text_model.embeddings.token_embedding.weight',
    'text_model.embeddings.position_embedding.weight',
    'vision_model.embeddings.position_embedding.weight',
    'logit_scale',
    'logit_bias',
  ];
}

function checkStated({ dim, text, vision }: SiglipConfig, { config, openClip }: ConfigFiles): void {
  checkSizes('config.json: text_config', get(config, 'text_config'), {
    hidden_size: text.width,
    intermediate_size: text.hidden,
    num_hidden_layers: text.layers,
    vocab_size: text.vocabulary,
    max_position_embeddings: text.contextLength,
    projection_size: dim,
  });
  checkSizes('config.json: vision_config', get(config, 'vision_config'), {
    hidden_size: vision.width,
    intermediate_size: vision.hidden,
    num_hidden_layers: vision.layers,
    image_size: vision.size,
    patch_size: vision.patch,
  });
  const model = get(openClip, 'model_cfg');
  checkSizes('open_clip_config.json: model_cfg', model, { embed_dim: dim });
  checkSizes('open_clip_config.json: text_cfg', get(model, 'text_cfg'), {
    width: text.width,
    layers: text.layers,
    vocab_size: text.vocabulary,
    context_length: text.contextLength,
  });
  checkSizes('open_clip_config.json: vision_cfg', get(model, 'vision_cfg'), {
    image_size: vision.size,
  });
}
