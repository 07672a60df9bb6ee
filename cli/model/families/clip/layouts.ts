import { type Checkpoint, floatsOf } from '../../checkpoint/tensors';
import { unsupported } from '../errors';
import { type Layout, needed, type Place, torchLayout, transposed } from '../layout';

/** A linear layer's weights: stored by PyTorch as [out, in], by Flax and in OpenAI's projections as [in, out]. */
export function isLinear(name: string): boolean {
  return /(_proj|fc1|fc2|_projection)\.weight$/.test(name);
}

const huggingFace = torchLayout('Hugging Face’s CLIPModel', (key) => ({ key }));

/** `a.b.weight` to `a/b/kernel`, `…/scale`, `…/embedding`. */
function flaxName(name: string): string {
  const path = name.replaceAll('.', '/');
  if (/embedding\/weight$/.test(path) && !path.includes('patch_embedding')) {
    return path.replace(/weight$/, 'embedding');
  }
  if (/(norm\d?|layrnorm)\/weight$/.test(path)) return path.replace(/weight$/, 'scale');
  return path.replace(/weight$/, 'kernel');
}

const flax: Layout = {
  title: 'Hugging Face’s CLIPModel, by Flax',
  find: (checkpoint, name) => checkpoint.get(flaxName(name)),
  shapeOf: (name, stored) => {
    if (isLinear(name)) return [...stored].reverse();
    if (!name.includes('patch_embedding')) return stored;
    const [height, width, channels, out] = stored as [number, number, number, number];
    return [out, channels, height, width];
  },
  async load(checkpoint, name) {
    const tensor = needed(flax.find(checkpoint, name), name);
    const values = await floatsOf(tensor);
    if (isLinear(name)) {
      const [rows, cols] = tensor.shape as [number, number];
      return transposed(values, rows, cols);
    }
    if (!name.includes('patch_embedding')) return values;
    // [height, width, channels, out] to [out, channels, height, width].
    const [height, width, channels, out] = tensor.shape as [number, number, number, number];
    const ordered = new Float32Array(values.length);
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          for (let o = 0; o < out; o++, at++) {
            ordered[((o * channels + c) * height + y) * width + x] = values[at] as number;
          }
        }
      }
    }
    return ordered;
  },
};

const OPENAI_NAMES: Readonly<Record<string, string>> = {
  logit_scale: 'logit_scale',
  'text_projection.weight': 'text_projection',
  'visual_projection.weight': 'visual.proj',
  'text_model.embeddings.token_embedding.weight': 'token_embedding.weight',
  'text_model.embeddings.position_embedding.weight': 'positional_embedding',
  'text_model.final_layer_norm.weight': 'ln_final.weight',
  'text_model.final_layer_norm.bias': 'ln_final.bias',
  'vision_model.embeddings.class_embedding': 'visual.class_embedding',
  'vision_model.embeddings.patch_embedding.weight': 'visual.conv1.weight',
  'vision_model.embeddings.position_embedding.weight': 'visual.positional_embedding',
  'vision_model.pre_layrnorm.weight': 'visual.ln_pre.weight',
  'vision_model.pre_layrnorm.bias': 'visual.ln_pre.bias',
  'vision_model.post_layernorm.weight': 'visual.ln_post.weight',
  'vision_model.post_layernorm.bias': 'visual.ln_post.bias',
};
const OPENAI_PARTS: Readonly<Record<string, string>> = {
  layer_norm1: 'ln_1',
  layer_norm2: 'ln_2',
  layer_scale1: 'ls_1',
  layer_scale2: 'ls_2',
  'mlp.fc1': 'mlp.c_fc',
  'mlp.fc2': 'mlp.c_proj',
  'self_attn.out_proj': 'attn.out_proj',
};
const JOINED = ['q_proj', 'k_proj', 'v_proj'];

/**
 * Where OpenAI and OpenCLIP keep a block's weights: of joined attention weights the third that is meant.
 * @param root such as `visual.transformer.resblocks`
 */
export function resblockPlace(root: string, layer: string, part: string, kind: string): Place {
  const at = `${root}.${layer}`;
  const index = JOINED.indexOf(part.replace('self_attn.', ''));
  if (index >= 0) return { key: `${at}.attn.in_proj_${kind}`, part: { index, of: 3 } };
  return { key: `${at}.${OPENAI_PARTS[part] ?? part}.${kind}` };
}

/** `text_model.encoder.layers.3.mlp.fc1.weight` in its parts. */
export function blockPart(name: string): {
  readonly side: 'text' | 'vision';
  readonly layer: string;
  readonly part: string;
  readonly kind: string;
} | null {
  const found = /^(text|vision)_model\.encoder\.layers\.(\d+)\.(.+)\.(weight|bias|gamma)$/.exec(
    name,
  );
  if (!found) return null;
  const [, side, layer, part, kind] = found as unknown as [
    string,
    'text' | 'vision',
    string,
    string,
    string,
  ];
  return { side, layer, part, kind };
}

const openAi = torchLayout('OpenAI and OpenCLIP', (name) => {
  const key = OPENAI_NAMES[name];
  // The two projections are stored as [in, out].
  if (key !== undefined) return { key, transposed: /^(text|visual)_projection/.test(name) };
  const block = blockPart(name);
  if (!block) return { key: name };
  const root = `${block.side === 'vision' ? 'visual.' : ''}transformer.resblocks`;
  return resblockPlace(root, block.layer, block.part, block.kind);
});

const LAYOUTS = [huggingFace, flax, openAi];
const MARKS = [
  'text_model.final_layer_norm.weight',
  'vision_model.embeddings.patch_embedding.weight',
  'vision_model.embeddings.class_embedding',
];

export function findLayout(checkpoint: Checkpoint): Layout | undefined {
  return LAYOUTS.find(({ find }) => MARKS.every((mark) => find(checkpoint, mark)));
}

/** @throws AppError model-unsupported */
export function layoutOf(checkpoint: Checkpoint): Layout {
  const layout = findLayout(checkpoint);
  if (layout) return layout;
  throw unsupported('Its tensors have other names than those of a CLIP.');
}
