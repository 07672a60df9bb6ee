import { GraphBuilder } from '../../onnx/graph';
import { lookup, type Storage } from '../../onnx/weights';
import type { ModelWeights } from '../layout';
import {
  attention,
  blocks,
  dense,
  type Making,
  mlp,
  norm,
  patchTokens,
  plain,
} from '../transformer';
import type { SiglipConfig } from './config';

/**
 * `input_ids` [b, context] int64 to `text_embeds` [b, dim]. There is no mask: the padding is seen, as in training, and
 * what stands for the text is the last token, whatever it is.
 */
export function textGraph(
  weights: ModelWeights,
  { text, dim }: SiglipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('text');
  const making: Making = { graph, weights, storage };
  const { width, contextLength, vocabulary } = text;
  const root = 'text_model';
  const ids = graph.input('input_ids', 'int64', ['batch', contextLength]);
  const table = weights.get(`${root}.embeddings.token_embedding.weight`, [vocabulary, width]);
  const positions = `${root}.embeddings.position_embedding.weight`;
  let x = graph.op('Add', [
    lookup(graph, table, ids, storage),
    plain(making, positions, [contextLength, width]),
  ]);
  x = blocks(making, root, text, x, null);
  x = graph.op('Gather', [x, graph.ints([contextLength - 1], [])], { axis: 1 });
  x = norm(making, `${root}.final_layer_norm`, text, x);
  graph.output(dense(making, `${root}.head`, x, width, dim), 'text_embeds', ['batch', dim]);
  return graph;
}

/**
 * `pixel_values` [b, 3, h, w] to `image_embeds` [b, dim] and `patch_embeds` [b, rows * cols, dim]. A patch's embedding
 * is what the pooling head gives where it looks at that patch alone.
 */
export function visionGraph(
  weights: ModelWeights,
  { vision, dim }: SiglipConfig,
  storage: Storage,
): GraphBuilder {
  const graph = new GraphBuilder('vision');
  const making: Making = { graph, weights, storage };
  const { width, size, patch } = vision;
  const root = 'vision_model';
  const cells = (size / patch) ** 2;
  const pixels = graph.input('pixel_values', 'float', ['batch', 3, size, size]);
  let x = graph.op('Add', [
    patchTokens(making, pixels, vision, true),
    plain(making, `${root}.embeddings.position_embedding.weight`, [cells, width]),
  ]);
  x = blocks(making, root, vision, x, null);
  x = norm(making, `${root}.post_layernorm`, vision, x);

  const head = `${root}.head`;
  const project = (part: string, value: string) =>
    dense(making, `${head}.attention.${part}`, value, width, width);
  const [k, v] = [project('k_proj', x), project('v_proj', x)];
  const q = project('q_proj', plain(making, `${head}.probe`, [1, 1, width]));
  // The pooled token first, then each patch's own value: an attention to one token gives that token's value.
  const pooled = attention(graph, vision, q, k, v, null);
  const attended = project('out_proj', graph.op('Concat', [pooled, v], { axis: 1 }));
  const inner = norm(making, `${head}.layernorm`, vision, attended);
  const embeds = graph.op('Add', [
    attended,
    mlp(making, `${head}.mlp`, vision, vision.headHidden, inner),
  ]);
  const first = graph.op('Gather', [embeds, graph.ints([0], [])], { axis: 1 });
  graph.output(first, 'image_embeds', ['batch', dim]);
  const [one, end] = [graph.ints([1]), graph.ints([cells + 1])];
  const rest = graph.op('Slice', [embeds, one, end, one]);
  graph.output(rest, 'patch_embeds', ['batch', cells, dim]);
  return graph;
}
