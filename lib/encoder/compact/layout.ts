import type { OnnxGraph, OnnxNode } from './onnx-file';
import { type Tensor, Unsupported } from './tensor';

/** A linear layer as the file keeps it. */
export interface Linear {
  /** int8 [n, k]: the weights of an output lie together. */
  readonly weights: Int8Array;
  /** [n], of the outputs */
  readonly scales: Float32Array;
  /** [n]; zeros where the layer has none */
  readonly bias: Float32Array;
  readonly k: number;
  readonly n: number;
}

export interface Norm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
  readonly epsilon: number;
}

export interface Block {
  readonly norm1: Norm;
  readonly qkv: Linear;
  readonly heads: number;
  readonly factor: number;
  readonly out: Linear;
  readonly norm2: Norm;
  readonly up: Linear;
  readonly down: Linear;
}

/** The text tower of the compact recipe (models/training/overlook_training/towers.py). */
export interface CompactText {
  /** int8 [words, width] */
  readonly table: Int8Array;
  /** [words] */
  readonly scales: Float32Array;
  /** [context, width] */
  readonly positions: Float32Array;
  readonly width: number;
  readonly blocks: readonly Block[];
  readonly norm: Norm;
  readonly project: Linear;
}

/** The operators that onnx_compact.py writes, in its order. */
const LINEAR = 'Cast Mul Transpose MatMul';
const MASK_AND_WORDS = 'Cast Cast Sub Mul Unsqueeze Gather Cast Gather Mul Shape Cast Slice Add';
const BLOCK = [
  `LayerNormalization ${LINEAR} Add Reshape Transpose Gather Gather Gather Mul Transpose MatMul Add`,
  `Softmax MatMul Transpose Reshape ${LINEAR} Add Add`,
  `LayerNormalization ${LINEAR} Add Gelu ${LINEAR} Add Add`,
].join(' ');
const POOL = `Unsqueeze LayerNormalization Mul ReduceSum ReduceSum Max Div ${LINEAR}`;

/**
 * Reads the tower out of a graph. The operators and the shapes must be the recipe's; that they are also wired so is
 * for the golden check to say.
 * @throws Unsupported for another graph
 */
export function readCompactText(graph: OnnxGraph): CompactText {
  const ops = graph.nodes.map(({ op }) => op).join(' ');
  const between = ops.length - MASK_AND_WORDS.length - POOL.length - 1;
  const blocks = between / (BLOCK.length + 1);
  const wanted = [MASK_AND_WORDS, ...Array<string>(Math.max(0, blocks)).fill(BLOCK), POOL];
  if (!(Number.isInteger(blocks) && ops === wanted.join(' '))) {
    throw new Unsupported('another graph than that of the compact recipe');
  }
  const reader = new Reader(graph);
  const table = reader.stored('Gather', 0);
  const scales = reader.floats('Gather', 0);
  const positions = reader.floats('Cast', 0);
  const [, width = 0] = table.dims;
  if (!(table.data instanceof Int8Array)) throw new Unsupported('words of another type');
  return {
    table: table.data,
    scales,
    positions,
    width,
    blocks: Array.from({ length: blocks }, () => readBlock(reader)),
    norm: reader.norm(),
    project: reader.linear(false),
  };
}

function readBlock(reader: Reader): Block {
  const norm1 = reader.norm();
  const qkv = reader.linear(true);
  const shape = reader.stored('Reshape', 1).data;
  const factor = reader.floats('Mul', 1)[0] as number;
  const out = reader.linear(true);
  const norm2 = reader.norm();
  const up = reader.linear(true);
  return {
    norm1,
    qkv,
    heads: shape[3] as number,
    factor,
    out,
    norm2,
    up,
    down: reader.linear(true),
  };
}

/** Goes through the nodes once, in their order. */
class Reader {
  private at = 0;

  constructor(private readonly graph: OnnxGraph) {}

  /** The constant input of the next node of a kind that has one. */
  stored(op: string, input: number): Tensor {
    for (; this.at < this.graph.nodes.length; this.at++) {
      const node = this.graph.nodes[this.at] as OnnxNode;
      const tensor = node.op === op && this.graph.constants.get(node.inputs[input] ?? '');
      if (!tensor) continue;
      this.at++;
      return tensor;
    }
    throw new Unsupported(`no constant of ${op}`);
  }

  floats(op: string, input: number): Float32Array {
    const { data } = this.stored(op, input);
    if (!(data instanceof Float32Array)) throw new Unsupported(`another type for ${op}`);
    return data;
  }

  norm(): Norm {
    const scale = this.floats('LayerNormalization', 1);
    const node = this.graph.nodes[this.at - 1] as OnnxNode;
    const shift = this.graph.constants.get(node.inputs[2] ?? '')?.data;
    const epsilon = node.attributes.get('epsilon');
    if (!(shift instanceof Float32Array && typeof epsilon === 'number')) {
      throw new Unsupported('another LayerNormalization');
    }
    return { scale, shift, epsilon };
  }

  linear(biased: boolean): Linear {
    const { data, dims } = this.stored('Cast', 0);
    const [n = 0, k = 0] = dims;
    const scales = this.floats('Mul', 1);
    const bias = biased ? this.floats('Add', 1) : new Float32Array(n);
    if (!(data instanceof Int8Array && scales.length === n && bias.length === n && n % 8 === 0)) {
      throw new Unsupported('another linear layer');
    }
    return { weights: data, scales, bias, k, n };
  }
}
