import type { Checkpoint } from '../checkpoint/tensors';
import { GraphBuilder } from '../onnx/graph';
import { linear, lookup, plainWeight, type Storage, type Weight } from '../onnx/weights';
import type { ClipConfig, TowerConfig } from './config';
import { type Layout, transposed } from './layouts';

/** A model's weights by Hugging Face's names. */
export class ClipWeights {
  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly layout: Layout,
  ) {}

  /** As Hugging Face has it. */
  get(name: string, dims: readonly number[]): Weight {
    return { name, dims, values: () => this.layout.load(this.checkpoint, name) };
  }

  /** A linear layer's, as [in, out]. */
  kernel(name: string, inputs: number, outputs: number): Weight {
    return {
      name,
      dims: [inputs, outputs],
      values: async () =>
        transposed(await this.layout.load(this.checkpoint, name), outputs, inputs),
    };
  }

  async logitScale(): Promise<number> {
    const [stored] = await this.layout.load(this.checkpoint, 'logit_scale');
    return Math.exp(stored as number);
  }
}

/** What no attention passes: far below any score, and no infinity, which some backends make NaN of. */
const NEVER = -1e9;

/** `input_ids` [b, n] int64 to `text_embeds` [b, dim]: pooled where the highest id is, the end mark. */
export function textGraph(
  weights: ClipWeights,
  { text, dim }: ClipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('text');
  const { width, contextLength, vocabulary, epsilon } = text;
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const root = 'text_model';
  const table = weights.get(`${root}.embeddings.token_embedding.weight`, [vocabulary, width]);
  const positions = plainWeight(
    graph,
    weights.get(`${root}.embeddings.position_embedding.weight`, [contextLength, width]),
    storage,
  );
  const [zero, one] = [graph.ints([0]), graph.ints([1])];
  const length = graph.op('Slice', [graph.op('Shape', [ids]), one, graph.ints([2])]);
  let x = graph.op('Add', [
    lookup(graph, table, ids, storage),
    graph.op('Slice', [positions, zero, length, zero]),
  ]);
  const all = graph.floats(causalMask(contextLength), [contextLength, contextLength]);
  const ends = graph.op('Concat', [length, length], { axis: 0 });
  const mask = graph.op('Slice', [all, graph.ints([0, 0]), ends, graph.ints([0, 1])]);
  x = blocks(graph, weights, root, text, x, storage, mask);
  // As floats: not every backend finds the largest of int64; ids are exact.
  const end = graph.op('ArgMax', [graph.op('Cast', [ids], { to: 1 })], { axis: 1, keepdims: 1 });
  x = graph.op('GatherND', [x, end], { batch_dims: 1 });
  x = norm(graph, weights, `${root}.final_layer_norm`, width, epsilon, x, storage);
  const projection = weights.kernel('text_projection.weight', width, dim);
  graph.output(linear(graph, x, projection, null, storage), 'text_embeds', ['batch', dim]);
  return graph;
}

/** `pixel_values` [b, 3, h, w] to `image_embeds` [b, dim] and `patch_embeds` [b, rows * cols, dim]. */
export function visionGraph(
  weights: ClipWeights,
  { vision, dim }: ClipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('vision');
  const { width, size, patch, epsilon } = vision;
  const root = 'vision_model';
  const cells = (size / patch) ** 2;
  const pixels = graph.input('pixel_values', 'float', ['batch', 3, size, size]);
  const filters = plainWeight(
    graph,
    weights.get(`${root}.embeddings.patch_embedding.weight`, [width, 3, patch, patch]),
    storage,
  );
  const sides = { kernel_shape: [patch, patch], strides: [patch, patch] };
  const features = graph.op('Conv', [pixels, filters], sides);
  const rows = graph.op('Reshape', [features, graph.ints([0, width, cells])]);
  const patches = graph.op('Transpose', [rows], { perm: [0, 2, 1] });
  const own = graph.op('Reshape', [
    plainWeight(graph, weights.get(`${root}.embeddings.class_embedding`, [width]), storage),
    graph.ints([1, 1, width]),
  ]);
  const batch = graph.op('Slice', [graph.op('Shape', [pixels]), graph.ints([0]), graph.ints([1])]);
  const shape = graph.op('Concat', [batch, graph.ints([1]), graph.ints([width])], { axis: 0 });
  const tokens = graph.op('Concat', [graph.op('Expand', [own, shape]), patches], { axis: 1 });
  const positions = weights.get(`${root}.embeddings.position_embedding.weight`, [cells + 1, width]);
  let x = graph.op('Add', [tokens, plainWeight(graph, positions, storage)]);
  x = norm(graph, weights, `${root}.pre_layrnorm`, width, epsilon, x, storage);
  x = blocks(graph, weights, root, vision, x, storage, null);
  // The published model normalizes and projects the class token alone; patches go the same way here.
  x = norm(graph, weights, `${root}.post_layernorm`, width, epsilon, x, storage);
  const projection = weights.kernel('visual_projection.weight', width, dim);
  const embeds = linear(graph, x, projection, null, storage);
  graph.output(graph.op('Gather', [embeds, graph.ints([0], [])], { axis: 1 }), 'image_embeds', [
    'batch',
    dim,
  ]);
  const rest = graph.op('Slice', [
    embeds,
    graph.ints([1]),
    graph.ints([cells + 1]),
    graph.ints([1]),
  ]);
  graph.output(rest, 'patch_embeds', ['batch', cells, dim]);
  return graph;
}

function blocks(
  graph: GraphBuilder,
  weights: ClipWeights,
  root: string,
  tower: TowerConfig,
  start: string,
  storage: Storage,
  mask: string | null,
): string {
  const { width, layers, epsilon } = tower;
  let x = start;
  for (let layer = 0; layer < layers; layer++) {
    const at = `${root}.encoder.layers.${layer}`;
    const dense = (input: string, name: string, inputs: number, outputs: number) =>
      linear(
        graph,
        input,
        weights.kernel(`${at}.${name}.weight`, inputs, outputs),
        weights.get(`${at}.${name}.bias`, [outputs]),
        storage,
      );
    const before = norm(graph, weights, `${at}.layer_norm1`, width, epsilon, x, storage);
    const [q, k, v] = ['q_proj', 'k_proj', 'v_proj'].map((name) =>
      dense(before, `self_attn.${name}`, width, width),
    ) as [string, string, string];
    const seen = attention(graph, tower, q, k, v, mask);
    x = graph.op('Add', [x, dense(seen, 'self_attn.out_proj', width, width)]);
    const inner = norm(graph, weights, `${at}.layer_norm2`, width, epsilon, x, storage);
    const hidden = activated(graph, tower, dense(inner, 'mlp.fc1', width, width * 4));
    x = graph.op('Add', [x, dense(hidden, 'mlp.fc2', width * 4, width)]);
  }
  return x;
}

function attention(
  graph: GraphBuilder,
  { width, heads }: TowerConfig,
  q: string,
  k: string,
  v: string,
  mask: string | null,
): string {
  const side = width / heads;
  const split = (x: string, perm: number[]) =>
    graph.op('Transpose', [graph.op('Reshape', [x, graph.ints([0, 0, heads, side])])], { perm });
  const scaled = graph.op('Mul', [split(q, [0, 2, 1, 3]), graph.floats([side ** -0.5])]);
  const scores = graph.op('MatMul', [scaled, split(k, [0, 2, 3, 1])]);
  const masked = mask === null ? scores : graph.op('Add', [scores, mask]);
  const shares = graph.op('Softmax', [masked], { axis: -1 });
  const seen = graph.op('MatMul', [shares, split(v, [0, 2, 1, 3])]);
  const joined = graph.op('Transpose', [seen], { perm: [0, 2, 1, 3] });
  return graph.op('Reshape', [joined, graph.ints([0, 0, width])]);
}

function activated(graph: GraphBuilder, { activation }: TowerConfig, x: string): string {
  if (activation === 'quick_gelu') {
    const gate = graph.op('Sigmoid', [graph.op('Mul', [x, graph.floats([1.702])])]);
    return graph.op('Mul', [x, gate]);
  }
  const erf = graph.op('Erf', [graph.op('Mul', [x, graph.floats([Math.SQRT1_2])])]);
  const gate = graph.op('Add', [erf, graph.floats([1])]);
  return graph.op('Mul', [graph.op('Mul', [x, gate]), graph.floats([0.5])]);
}

function norm(
  graph: GraphBuilder,
  weights: ClipWeights,
  name: string,
  width: number,
  epsilon: number,
  x: string,
  storage: Storage,
): string {
  const [scale, bias] = ['weight', 'bias'].map((part) =>
    plainWeight(graph, weights.get(`${name}.${part}`, [width]), storage),
  ) as [string, string];
  return graph.op('LayerNormalization', [x, scale, bias], {
    axis: -1,
    epsilon: { float: epsilon },
  });
}

/** 0 for what came before, and itself; NEVER for what comes later. */
function causalMask(length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: length * length }, (_, i) =>
    i % length > Math.floor(i / length) ? NEVER : 0,
  );
}
