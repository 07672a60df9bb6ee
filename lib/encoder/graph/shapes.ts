import { compute } from './compute';
import { sizeOf, stridesOf, type Tensor, Unsupported } from './tensor';

/** Rows of `data` by their number. @throws Unsupported for another axis than the first; RangeError */
export function gather(data: Tensor, indices: Tensor, axis: number): Tensor {
  if (axis !== 0) throw new Unsupported(`Gather along axis ${axis}`);
  const [rows = 0, ...rest] = data.dims;
  const width = sizeOf(rest);
  const out = like(data.data, indices.data.length * width);
  indices.data.forEach((index: number, i: number) => {
    const row = index < 0 ? index + rows : index;
    if (!(row >= 0 && row < rows)) throw new RangeError(`row ${index} of ${rows}`);
    out.set(data.data.subarray(row * width, (row + 1) * width), i * width);
  });
  return { dims: [...indices.dims, ...rest], data: out };
}

/** From `start` to before `end` along the first axis. @throws Unsupported for other axes and steps */
export function slice(data: Tensor, bounds: readonly (Tensor | undefined)[]): Tensor {
  const [start = 0, end = 0, axis = 0, step = 1] = bounds.map((bound) => bound?.data[0]);
  if (axis !== 0 || step !== 1) throw new Unsupported(`Slice along axis ${axis} by ${step}`);
  const [rows = 0, ...rest] = data.dims;
  const width = sizeOf(rest);
  const row = (at: number) => Math.max(0, Math.min(rows, at < 0 ? at + rows : at));
  const [from, to] = [row(start), Math.max(row(start), row(end))];
  return { dims: [to - from, ...rest], data: data.data.slice(from * width, to * width) };
}

/** The same values in another shape: 0 keeps a dimension, -1 takes what is left. */
export function reshape(tensor: Tensor, shape: Tensor): Tensor {
  const wanted = Array.from(shape.data, (dim, i) => (dim === 0 ? (tensor.dims[i] as number) : dim));
  const known = wanted.reduce((size, dim) => (dim < 0 ? size : size * dim), 1);
  const dims = wanted.map((dim) => (dim < 0 ? tensor.data.length / known : dim));
  if (sizeOf(dims) !== tensor.data.length) throw new RangeError(`${tensor.dims} as ${dims}`);
  return { dims, data: tensor.data };
}

/** Dimensions of 1 put in at `axes`, counted in the result. */
export function unsqueeze(tensor: Tensor, axes: Tensor): Tensor {
  const rank = tensor.dims.length + axes.data.length;
  const at = new Set(Array.from(axes.data, (axis) => (axis < 0 ? axis + rank : axis)));
  const rest = tensor.dims.values();
  const dims = Array.from({ length: rank }, (_, i) =>
    at.has(i) ? 1 : (rest.next().value as number),
  );
  return { dims, data: tensor.data };
}

/** @param perm which dimension of the input each of the output is */
export function transpose({ dims, data }: Tensor, perm: readonly number[]): Tensor {
  const to = perm.map((axis) => dims[axis] as number);
  const strides = stridesOf(dims);
  const steps = perm.map((axis) => strides[axis] as number);
  const quick = data instanceof Float32Array && permuted(data, to, steps);
  return { dims: to, data: quick || permutedPlainly(data, to, steps) };
}

function permuted(data: Float32Array, to: number[], steps: number[]): Float32Array | null {
  return compute((kernels, arena) => {
    const [input, output] = [arena.put(data), arena.take(data.byteLength)];
    const [dimsAt, stepsAt, at] = [to, steps, to.map(() => 0)].map((numbers) =>
      arena.put(Int32Array.from(numbers)),
    ) as [number, number, number];
    kernels.permute(input, output, data.length, to.length, dimsAt, stepsAt, at);
    return arena.floats(output, data.length).slice();
  });
}

function permutedPlainly(
  data: Tensor['data'],
  to: readonly number[],
  steps: readonly number[],
): Tensor['data'] {
  const out = like(data, data.length);
  const [length, step] = [to.at(-1) ?? 1, steps.at(-1) ?? 1];
  const at = new Array<number>(to.length).fill(0);
  for (let i = 0, from = 0; i < out.length; ) {
    for (let j = 0, k = from; j < length; j++, k += step) out[i++] = data[k] as number;
    for (let d = to.length - 2; d >= 0; d--) {
      from += steps[d] as number;
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (to[d] as number)) break;
      from -= (steps[d] as number) * (to[d] as number);
      at[d] = 0;
    }
  }
  return out;
}

function like(data: Tensor['data'], length: number): Tensor['data'] {
  if (data instanceof Float32Array) return new Float32Array(length);
  return data instanceof Int8Array ? new Int8Array(length) : new Int32Array(length);
}
