import { GraphBuilder } from '../../onnx/graph';
import { linear, lookup, type Storage } from '../../onnx/weights';
import type { ModelWeights } from '../layout';
import { blocks, causalMask, type Making, norm, patchTokens, plain } from '../transformer';
import type { ClipConfig } from './config';

/** `input_ids` [b, n] int64 to `text_embeds` [b, dim]: pooled where the highest id is, the end mark. */
export function textGraph(
  weights: ModelWeights,
  { text, dim }: ClipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('text');
  const making: Making = { graph, weights, storage };
  const { width, contextLength, vocabulary } = text;
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const root = 'text_model';
  const table = weights.get(`${root}.embeddings.token_embedding.weight`, [vocabulary, width]);
  const positions = plain(making, `${root}.embeddings.position_embedding.weight`, [
    contextLength,
    width,
  ]);
  const [zero, one] = [graph.ints([0]), graph.ints([1])];
  const length = graph.op('Slice', [graph.op('Shape', [ids]), one, graph.ints([2])]);
  let x = graph.op('Add', [
    lookup(graph, table, ids, storage),
    graph.op('Slice', [positions, zero, length, zero]),
  ]);
  const all = graph.floats(causalMask(contextLength), [contextLength, contextLength]);
  const ends = graph.op('Concat', [length, length], { axis: 0 });
  const mask = graph.op('Slice', [all, graph.ints([0, 0]), ends, graph.ints([0, 1])]);
  x = blocks(making, root, text, x, mask);
  // As floats: not every backend finds the largest of int64; ids are exact.
  const end = graph.op('ArgMax', [graph.op('Cast', [ids], { to: 1 })], { axis: 1, keepdims: 1 });
  x = graph.op('GatherND', [x, end], { batch_dims: 1 });
  x = norm(making, `${root}.final_layer_norm`, text, x);
  const projection = weights.kernel('text_projection.weight', width, dim);
  graph.output(linear(graph, x, projection, null, storage), 'text_embeds', ['batch', dim]);
  return graph;
}

/** `pixel_values` [b, 3, h, w] to `image_embeds` [b, dim] and `patch_embeds` [b, rows * cols, dim]. */
export function visionGraph(
  weights: ModelWeights,
  { vision, dim }: ClipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('vision');
  const making: Making = { graph, weights, storage };
  const { width, size, patch } = vision;
  const root = 'vision_model';
  const cells = (size / patch) ** 2;
  const pixels = graph.input('pixel_values', 'float', ['batch', 3, size, size]);
  const patches = patchTokens(making, pixels, vision, false);
  const own = graph.op('Reshape', [
    plain(making, `${root}.embeddings.class_embedding`, [width]),
    graph.ints([1, 1, width]),
  ]);
  const batch = graph.op('Slice', [graph.op('Shape', [pixels]), graph.ints([0]), graph.ints([1])]);
  const shape = graph.op('Concat', [batch, graph.ints([1]), graph.ints([width])], { axis: 0 });
  const tokens = graph.op('Concat', [graph.op('Expand', [own, shape]), patches], { axis: 1 });
  const positions = plain(making, `${root}.embeddings.position_embedding.weight`, [
    cells + 1,
    width,
  ]);
  let x = graph.op('Add', [tokens, positions]);
  x = norm(making, `${root}.pre_layrnorm`, vision, x);
  x = blocks(making, root, vision, x, null);
  // The published model normalizes and projects what it pooled alone; patches go the same way here.
  const normalized = (value: string) => norm(making, `${root}.post_layernorm`, vision, value);
  if (!vision.normAfterPool) x = normalized(x);
  if (vision.pool === 'mean') x = withMeanFirst(graph, x, cells);
  if (vision.normAfterPool) x = normalized(x);
  const projection = weights.kernel('visual_projection.weight', width, dim);
  const embeds = linear(graph, x, projection, null, storage);
  const first = graph.op('Gather', [embeds, graph.ints([0], [])], { axis: 1 });
  graph.output(first, 'image_embeds', ['batch', dim]);
  graph.output(withoutFirst(graph, embeds, cells), 'patch_embeds', ['batch', cells, dim]);
  return graph;
}

/** The mean of the patches in the class token's place. */
function withMeanFirst(graph: GraphBuilder, tokens: string, cells: number): string {
  const patches = withoutFirst(graph, tokens, cells);
  const mean = graph.op('ReduceMean', [patches], { axes: [1], keepdims: 1 });
  return graph.op('Concat', [mean, patches], { axis: 1 });
}

function withoutFirst(graph: GraphBuilder, tokens: string, cells: number): string {
  const [one, end] = [graph.ints([1]), graph.ints([cells + 1])];
  return graph.op('Slice', [tokens, one, end, one]);
}
