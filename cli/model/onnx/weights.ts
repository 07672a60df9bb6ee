import { toHalf } from '../checkpoint/tensors';
import type { GraphBuilder } from './graph';

/**
 * How weights are kept. `q8`: linear layers in 8 bits a weight with a scale a column, multiplied with inputs that
 * are quantized as they come (dynamic); `q8-weights`: the same weights, made float again before they are used.
 */
export type Storage = 'fp32' | 'fp16' | 'q8' | 'q8-weights';

/** Values and shape of a weight, read when it is written. */
export interface Weight {
  readonly name: string;
  readonly dims: readonly number[];
  values(): Promise<Float32Array<ArrayBuffer>>;
}

const ZERO_POINT = 128;

/** A weight that is used as it is: float32, or float16 with a cast. */
export function plainWeight(graph: GraphBuilder, weight: Weight, storage: Storage): string {
  const count = weight.dims.reduce((a, b) => a * b, 1);
  // Biases and norms are small, and what is lost on them is seen.
  if (storage === 'fp32' || weight.dims.length < 2) {
    return graph.add({
      name: weight.name,
      dims: weight.dims,
      type: 'float',
      bytes: count * 4,
      values: async () => bytesOf(await weight.values()),
    });
  }
  const half = graph.add({
    name: weight.name,
    dims: weight.dims,
    type: 'float16',
    bytes: count * 2,
    values: async () => bytesOf(Uint16Array.from(await weight.values(), toHalf)),
  });
  return graph.op('Cast', [half], { to: 1 });
}

/** x · W + b. @param kernel [in, out] @param bias [out] */
export function linear(
  graph: GraphBuilder,
  x: string,
  kernel: Weight,
  bias: Weight | null,
  storage: Storage,
): string {
  const product = productOf(graph, x, kernel, storage);
  return bias ? graph.op('Add', [product, plainWeight(graph, bias, storage)]) : product;
}

function productOf(graph: GraphBuilder, x: string, kernel: Weight, storage: Storage): string {
  if (storage === 'fp32' || storage === 'fp16') {
    return graph.op('MatMul', [x, plainWeight(graph, kernel, storage)]);
  }
  const { weights, scales } = quantized(graph, kernel, 1);
  const zero = graph.bytes([ZERO_POINT]);
  if (storage === 'q8-weights') {
    const zeros = graph.op('Expand', [zero, graph.ints([kernel.dims[1] as number])]);
    const dequantized = graph.op('DequantizeLinear', [weights, scales, zeros], { axis: 1 });
    return graph.op('MatMul', [x, dequantized]);
  }
  const [bytes, scale, inputZero] = graph.ops('DynamicQuantizeLinear', [x], 3) as [
    string,
    string,
    string,
  ];
  const whole = graph.op('MatMulInteger', [bytes, weights, inputZero, zero]);
  const factor = graph.op('Mul', [scale, scales]);
  return graph.op('Mul', [graph.op('Cast', [whole], { to: 1 }), factor]);
}

/** Rows of a table by their numbers. @param table [rows, width] */
export function lookup(
  graph: GraphBuilder,
  table: Weight,
  indices: string,
  storage: Storage,
): string {
  if (storage === 'fp32') return graph.op('Gather', [plainWeight(graph, table, storage), indices]);
  const [rows, width] = table.dims as [number, number];
  if (storage === 'fp16') {
    const half = graph.add({
      name: table.name,
      dims: table.dims,
      type: 'float16',
      bytes: rows * width * 2,
      values: async () => bytesOf(Uint16Array.from(await table.values(), toHalf)),
    });
    return graph.op('Cast', [graph.op('Gather', [half, indices])], { to: 1 });
  }
  const { weights, scales } = quantized(graph, table, 0);
  const row = graph.op('Cast', [graph.op('Gather', [weights, indices])], { to: 1 });
  const scale = graph.op('Unsqueeze', [graph.op('Gather', [scales, indices]), graph.ints([-1])]);
  return graph.op('Mul', [graph.op('Sub', [row, graph.floats([ZERO_POINT])]), scale]);
}

/**
 * 8 bits a weight around 128, with a scale for each row (axis 0) or column (axis 1).
 * Both are made from the values when the first of them is written.
 */
function quantized(graph: GraphBuilder, weight: Weight, axis: 0 | 1) {
  const [rows, cols] = weight.dims as [number, number];
  const groups = axis === 0 ? rows : cols;
  let made: Promise<{ bytes: Uint8Array; scales: Float32Array<ArrayBuffer> }> | undefined;
  const make = () => {
    made ??= weight.values().then((values) => quantize(values, rows, cols, axis));
    return made;
  };
  const weights = graph.add({
    name: weight.name,
    dims: weight.dims,
    type: 'uint8',
    bytes: rows * cols,
    values: async () => (await make()).bytes,
  });
  const scales = graph.add({
    name: `${weight.name}.scale`,
    dims: [groups],
    type: 'float',
    bytes: groups * 4,
    values: async () => {
      const { scales: made32 } = await make();
      made = undefined; // written: its memory is free for the next
      return bytesOf(made32);
    },
  });
  return { weights, scales };
}

/** @param values [rows, cols] */
export function quantize(values: Float32Array, rows: number, cols: number, axis: 0 | 1) {
  const scales = new Float32Array(axis === 0 ? rows : cols);
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++, at++) {
      const group = axis === 0 ? r : c;
      scales[group] = Math.max(scales[group] as number, Math.abs(values[at] as number));
    }
  }
  for (let i = 0; i < scales.length; i++) scales[i] = (scales[i] as number) / 127 || 1;
  const bytes = new Uint8Array(values.length);
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++, at++) {
      const scale = scales[axis === 0 ? r : c] as number;
      bytes[at] = ZERO_POINT + Math.round((values[at] as number) / scale);
    }
  }
  return { bytes, scales };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
