import type { Checkpoint } from '../../checkpoint/tensors';
import { blockPart, resblockPlace } from '../clip/layouts';
import { unsupported } from '../errors';
import { type Layout, type Place, torchLayout } from '../layout';

const JOINED = ['q_proj', 'k_proj', 'v_proj'];
const POOL = 'vision_model.head.attention.';

/** Hugging Face joins the weights of the pooling head's attention, and those alone. */
const huggingFace = torchLayout('Hugging Face’s SiglipModel', (name) => {
  const index = name.startsWith(POOL) ? JOINED.findIndex((part) => name.includes(part)) : -1;
  if (index < 0) return { key: name };
  const kind = name.slice(name.lastIndexOf('.') + 1);
  return { key: `${POOL}in_proj_${kind}`, part: { index, of: 3 } };
});

const TIMM: Readonly<Record<string, string>> = {
  logit_scale: 'logit_scale',
  logit_bias: 'logit_bias',
  'text_model.embeddings.token_embedding': 'text.token_embedding',
  'text_model.embeddings.position_embedding.weight': 'text.positional_embedding',
  'text_model.final_layer_norm': 'text.ln_final',
  'text_model.head': 'text.text_projection',
  'vision_model.embeddings.patch_embedding': 'visual.trunk.patch_embed.proj',
  'vision_model.embeddings.position_embedding.weight': 'visual.trunk.pos_embed',
  'vision_model.post_layernorm': 'visual.trunk.norm',
  'vision_model.head.probe': 'visual.trunk.attn_pool.latent',
  'vision_model.head.attention.out_proj': 'visual.trunk.attn_pool.proj',
  'vision_model.head.attention.q_proj': 'visual.trunk.attn_pool.q',
  'vision_model.head.layernorm': 'visual.trunk.attn_pool.norm',
  'vision_model.head.mlp.fc1': 'visual.trunk.attn_pool.mlp.fc1',
  'vision_model.head.mlp.fc2': 'visual.trunk.attn_pool.mlp.fc2',
};
const TIMM_PARTS: Readonly<Record<string, string>> = {
  layer_norm1: 'norm1',
  layer_norm2: 'norm2',
  'self_attn.out_proj': 'attn.proj',
};

/** OpenCLIP: its own text tower, and timm's image tower. */
const openClip = torchLayout('OpenCLIP, with timm’s image tower', (name) => {
  const whole = TIMM[name];
  if (whole !== undefined) return { key: whole, squeezed: whole === 'visual.trunk.pos_embed' };
  const dot = name.lastIndexOf('.');
  const [root, kind] = [name.slice(0, dot), name.slice(dot + 1)];
  const key = TIMM[root];
  if (key !== undefined) return { key: `${key}.${kind}` };
  const shared = /^vision_model\.head\.attention\.([kv])_proj$/.exec(root);
  if (shared) {
    const part = { index: shared[1] === 'k' ? 0 : 1, of: 2 };
    return { key: `visual.trunk.attn_pool.kv.${kind}`, part };
  }
  return blockPlace(name);
});

function blockPlace(name: string): Place {
  const block = blockPart(name);
  if (!block) return { key: name };
  const { side, layer, part, kind } = block;
  if (side === 'text') return resblockPlace('text.transformer.resblocks', layer, part, kind);
  const at = `visual.trunk.blocks.${layer}`;
  const index = JOINED.indexOf(part.replace('self_attn.', ''));
  if (index >= 0) return { key: `${at}.attn.qkv.${kind}`, part: { index, of: 3 } };
  return { key: `${at}.${TIMM_PARTS[part] ?? part}.${kind}` };
}

const LAYOUTS = [huggingFace, openClip];
const MARKS = ['text_model.final_layer_norm.weight', 'vision_model.head.probe'];

export function findLayout(checkpoint: Checkpoint): Layout | undefined {
  return LAYOUTS.find(({ find }) => MARKS.every((mark) => find(checkpoint, mark)));
}

/** @throws AppError model-unsupported */
export function layoutOf(checkpoint: Checkpoint): Layout {
  const layout = findLayout(checkpoint);
  if (layout) return layout;
  throw unsupported('Its tensors have other names than those of a SigLIP.');
}
