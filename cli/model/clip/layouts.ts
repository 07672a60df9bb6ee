import { type Checkpoint, floatsOf, sizeOf, type Tensor } from '../checkpoint/tensors';
import { unsupported } from './config';

/**
 * The ways in which CLIP is published. Everything else here speaks Hugging Face's names for PyTorch: a layout finds
 * a tensor by such a name in its own and says how its shape and values are to be taken.
 */
export interface Layout {
  readonly title: string;
  /** The tensor that holds what the name stands for, or a part of it. */
  find(checkpoint: Checkpoint, name: string): Tensor | undefined;
  /** Shape as Hugging Face would have it. @param stored the shape of what `find` gives */
  shapeOf(name: string, stored: readonly number[]): readonly number[];
  /** Values in the order of `shapeOf`; linear layers as [in, out] if `kernel`, else as [out, in]. */
  load(checkpoint: Checkpoint, name: string): Promise<Float32Array<ArrayBuffer>>;
}

/** A linear layer's weights: stored by PyTorch as [out, in], by Flax and in OpenAI's projections as [in, out]. */
export function isLinear(name: string): boolean {
  return /(_proj|fc1|fc2|_projection)\.weight$/.test(name);
}

const huggingFace: Layout = {
  title: 'Hugging Face’s CLIPModel',
  find: (checkpoint, name) => checkpoint.get(name),
  shapeOf: (_, stored) => stored,
  load: (checkpoint, name) => floatsOf(need(huggingFace, checkpoint, name)),
};

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
    const tensor = need(flax, checkpoint, name);
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
  'mlp.fc1': 'mlp.c_fc',
  'mlp.fc2': 'mlp.c_proj',
  'self_attn.out_proj': 'attn.out_proj',
};
const JOINED = ['q_proj', 'k_proj', 'v_proj'];

/** Where OpenAI and OpenCLIP keep it; of joined attention weights the third that is meant. */
function openAiName(name: string): { readonly key: string; readonly third?: number } {
  const plain = OPENAI_NAMES[name];
  if (plain !== undefined) return { key: plain };
  const layer = /^(text|vision)_model\.encoder\.layers\.(\d+)\.(.+)\.(weight|bias)$/.exec(name);
  if (!layer) return { key: name };
  const [, side, number, part, kind] = layer as unknown as [string, string, string, string, string];
  const root = `${side === 'vision' ? 'visual.' : ''}transformer.resblocks.${number}`;
  const third = JOINED.indexOf(part.replace('self_attn.', ''));
  if (third >= 0) return { key: `${root}.attn.in_proj_${kind}`, third };
  return { key: `${root}.${OPENAI_PARTS[part] ?? part}.${kind}` };
}

const openAi: Layout = {
  title: 'OpenAI and OpenCLIP',
  find(checkpoint, name) {
    const { key } = openAiName(name);
    return checkpoint.get(key) ?? checkpoint.get(`module.${key}`);
  },
  shapeOf(name, stored) {
    if (openAiName(name).third !== undefined) {
      return [(stored[0] as number) / 3, ...stored.slice(1)];
    }
    return isTransposed(name) ? [...stored].reverse() : stored;
  },
  async load(checkpoint, name) {
    const tensor = need(openAi, checkpoint, name);
    const values = await floatsOf(tensor);
    const { third } = openAiName(name);
    if (third !== undefined) {
      const count = sizeOf(tensor.shape) / 3;
      return values.slice(third * count, (third + 1) * count);
    }
    if (!isTransposed(name)) return values;
    const [rows, cols] = tensor.shape as [number, number];
    return transposed(values, rows, cols);
  },
};

/** The two projections are stored as [in, out]. */
function isTransposed(name: string): boolean {
  return name === 'text_projection.weight' || name === 'visual_projection.weight';
}

const LAYOUTS = [huggingFace, flax, openAi];

/** @throws AppError model-unsupported */
export function layoutOf(checkpoint: Checkpoint): Layout {
  const marks = [
    'text_model.final_layer_norm.weight',
    'vision_model.embeddings.patch_embedding.weight',
  ];
  const layout = LAYOUTS.find(({ find }) => marks.every((mark) => find(checkpoint, mark)));
  if (layout) return layout;
  const some = [...checkpoint.keys()].slice(0, 3).join(', ');
  throw unsupported(`Its tensors have other names: ${some || 'none at all'}.`);
}

function need(layout: Layout, checkpoint: Checkpoint, name: string): Tensor {
  const tensor = layout.find(checkpoint, name);
  if (!tensor) throw unsupported(`It has no ${name}.`);
  return tensor;
}

/** [rows, cols] to [cols, rows]. */
export function transposed(
  values: Float32Array,
  rows: number,
  cols: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) out[c * rows + r] = values[r * cols + c] as number;
  }
  return out;
}
