import type { GraphBuilder } from '../onnx/graph';
import { linear, plainWeight, type Storage } from '../onnx/weights';
import { unsupported } from './errors';
import type { ModelWeights } from './layout';

/** What a block computes between its two linear layers. `gelu_tanh` is PyTorch's approximation by tanh. */
export const ACTIVATIONS = ['quick_gelu', 'gelu', 'gelu_tanh'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** A pre-norm transformer, as CLIP and SigLIP have it. */
export interface TowerConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Features between the two linear layers of a block; four times the width in OpenAI's models. */
  readonly hidden: number;
  readonly activation: Activation;
  /** Of the layer norms. */
  readonly epsilon: number;
  /** What a block adds is scaled by a learned factor a feature. */
  readonly layerScale: boolean;
}

/** What no attention passes: far below any score, and no infinity, which some backends make NaN of. */
const NEVER = -1e9;

/** Number of layers and of hidden features of a tower, which its tensors say. @param root such as `text_model` */
export function sizesOf(weights: ModelWeights, root: string): { layers: number; hidden: number } {
  let layers = 0;
  while (weights.has(`${root}.encoder.layers.${layers}.layer_norm1.weight`)) layers++;
  if (layers === 0) throw unsupported(`Its ${root} has no layers.`);
  const [hidden] = weights.shape(`${root}.encoder.layers.0.mlp.fc1.weight`);
  return { layers, hidden: hidden as number };
}

/** @throws AppError model-unsupported */
export function checkHeads({ width, heads }: Pick<TowerConfig, 'width' | 'heads'>): void {
  if (width % heads === 0) return;
  throw unsupported(`${width} features cannot be shared among ${heads} heads.`);
}

/** For people. */
export function describeTower({ layers, width, heads, activation }: TowerConfig): string {
  return `${layers} layers, ${width} wide, ${heads} heads, ${activation}`;
}

/** The tensors that {@link blocks} takes, by Hugging Face's names. */
export function blockNames(root: string, { layers, layerScale }: TowerConfig): string[] {
  const parts = [
    'layer_norm1',
    'layer_norm2',
    'mlp.fc1',
    'mlp.fc2',
    ...['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((name) => `self_attn.${name}`),
  ];
  const names = [
    ...parts.flatMap((part) => [`${part}.weight`, `${part}.bias`]),
    ...(layerScale ? ['layer_scale1.gamma', 'layer_scale2.gamma'] : []),
  ];
  return Array.from({ length: layers }, (_, layer) =>
    names.map((name) => `${root}.encoder.layers.${layer}.${name}`),
  ).flat();
}

/** What a graph is made from. */
export interface Making {
  readonly graph: GraphBuilder;
  readonly weights: ModelWeights;
  readonly storage: Storage;
}

/**
 * The blocks of a tower.
 * @param start [b, n, width]
 * @param mask [n, n], added to the scores; null where every token sees every other
 * @returns [b, n, width]
 */
export function blocks(
  making: Making,
  root: string,
  tower: TowerConfig,
  start: string,
  mask: string | null,
): string {
  const { graph } = making;
  const { width, layers, hidden: features } = tower;
  let x = start;
  for (let layer = 0; layer < layers; layer++) {
    const at = `${root}.encoder.layers.${layer}`;
    const scaled = (value: string, which: 1 | 2) =>
      tower.layerScale
        ? graph.op('Mul', [value, plain(making, `${at}.layer_scale${which}.gamma`, [width])])
        : value;
    const before = norm(making, `${at}.layer_norm1`, tower, x);
    const [q, k, v] = ['q_proj', 'k_proj', 'v_proj'].map((name) =>
      dense(making, `${at}.self_attn.${name}`, before, width, width),
    ) as [string, string, string];
    const seen = attention(graph, tower, q, k, v, mask);
    const attended = dense(making, `${at}.self_attn.out_proj`, seen, width, width);
    x = graph.op('Add', [x, scaled(attended, 1)]);
    const inner = norm(making, `${at}.layer_norm2`, tower, x);
    x = graph.op('Add', [x, scaled(mlp(making, `${at}.mlp`, tower, features, inner), 2)]);
  }
  return x;
}

/** Two linear layers with an activation between them. */
export function mlp(
  making: Making,
  name: string,
  { width, activation }: Pick<TowerConfig, 'width' | 'activation'>,
  hidden: number,
  x: string,
): string {
  const first = dense(making, `${name}.fc1`, x, width, hidden);
  return dense(making, `${name}.fc2`, activated(making.graph, activation, first), hidden, width);
}

/** A linear layer with a bias. */
export function dense(
  { graph, weights, storage }: Making,
  name: string,
  x: string,
  inputs: number,
  outputs: number,
): string {
  const kernel = weights.kernel(`${name}.weight`, inputs, outputs);
  return linear(graph, x, kernel, weights.get(`${name}.bias`, [outputs]), storage);
}

/** @param q [b, n, width], like `v`; `k` too @returns [b, n, width] */
export function attention(
  graph: GraphBuilder,
  { width, heads }: Pick<TowerConfig, 'width' | 'heads'>,
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

function activated(graph: GraphBuilder, activation: Activation, x: string): string {
  switch (activation) {
    case 'quick_gelu': {
      const gate = graph.op('Sigmoid', [graph.op('Mul', [x, graph.floats([1.702])])]);
      return graph.op('Mul', [x, gate]);
    }
    case 'gelu': {
      const erf = graph.op('Erf', [graph.op('Mul', [x, graph.floats([Math.SQRT1_2])])]);
      return gated(graph, x, erf);
    }
    case 'gelu_tanh': {
      // tanh(sqrt(2 / pi) (x + 0.044715 x^3))
      const square = graph.op('Mul', [x, x]);
      const factor = graph.op('Mul', [square, graph.floats([0.044715])]);
      const grown = graph.op('Mul', [x, graph.op('Add', [factor, graph.floats([1])])]);
      const inner = graph.op('Mul', [grown, graph.floats([Math.sqrt(2 / Math.PI)])]);
      return gated(graph, x, graph.op('Tanh', [inner]));
    }
  }
}

/** x (1 + gate) / 2 */
function gated(graph: GraphBuilder, x: string, gate: string): string {
  const open = graph.op('Add', [gate, graph.floats([1])]);
  return graph.op('Mul', [graph.op('Mul', [x, open]), graph.floats([0.5])]);
}

export function norm(
  making: Making,
  name: string,
  { width, epsilon }: Pick<TowerConfig, 'width' | 'epsilon'>,
  x: string,
): string {
  const [scale, bias] = ['weight', 'bias'].map((part) =>
    plain(making, `${name}.${part}`, [width]),
  ) as [string, string];
  return making.graph.op('LayerNormalization', [x, scale, bias], {
    axis: -1,
    epsilon: { float: epsilon },
  });
}

/** A weight as it is. */
export function plain(
  { graph, weights, storage }: Making,
  name: string,
  dims: readonly number[],
): string {
  return plainWeight(graph, weights.get(name, dims), storage);
}

/** [length, length]: 0 for what came before, and itself; NEVER for what comes later. */
export function causalMask(length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: length * length }, (_, i) =>
    i % length > Math.floor(i / length) ? NEVER : 0,
  );
}

/** Patches of an image, before their positions: [b, 3, size, size] to [b, cells, width]. */
export function patchTokens(
  making: Making,
  pixels: string,
  { width, patch, size }: { readonly width: number; readonly patch: number; readonly size: number },
  biased: boolean,
): string {
  const { graph } = making;
  const name = 'vision_model.embeddings.patch_embedding';
  const filters = plain(making, `${name}.weight`, [width, 3, patch, patch]);
  const inputs = [pixels, filters, ...(biased ? [plain(making, `${name}.bias`, [width])] : [])];
  const sides = { kernel_shape: [patch, patch], strides: [patch, patch] };
  const features = graph.op('Conv', inputs, sides);
  const cells = (size / patch) ** 2;
  const rows = graph.op('Reshape', [features, graph.ints([0, width, cells])]);
  return graph.op('Transpose', [rows], { perm: [0, 2, 1] });
}
