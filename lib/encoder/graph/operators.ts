import { gelu } from './elementwise';
import { multiply } from './matmul';
import type { Attribute, OnnxNode } from './onnx-file';
import { layerNorm, softmaxRows, sumOver } from './rows';
import { gather, reshape, slice, transpose, unsqueeze } from './shapes';
import { type Tensor, TYPE, Unsupported } from './tensor';

type Attributes = OnnxNode['attributes'];
/** The inputs in their order; one that is left out at the end is missing. */
type Operator = (inputs: Tensor[]) => Tensor;

/** By ONNX's names; each takes its attributes first. */
export const OPERATORS: Readonly<Record<string, (attributes: Attributes) => Operator>> = {
  Identity: () => one((x) => x),
  Cast: (attributes) => {
    const to = number(attributes, 'to', TYPE.float);
    return one(({ dims, data }) => ({ dims, data: cast(data, to) }));
  },
  Shape: (attributes) => {
    const [start, end] = [
      number(attributes, 'start', 0),
      number(attributes, 'end', Number.MAX_SAFE_INTEGER),
    ];
    return one(({ dims }) => {
      const data = Int32Array.from(dims.slice(start, end));
      return { dims: [data.length], data };
    });
  },
  Gather: (attributes) => {
    const axis = number(attributes, 'axis', 0);
    return two((data, indices) => gather(data, indices, axis));
  },
  Slice:
    () =>
    ([data, ...bounds]) =>
      slice(data as Tensor, bounds),
  Reshape: () => two(reshape),
  Unsqueeze: () => two(unsqueeze),
  Transpose: (attributes) => {
    const perm = attributes.get('perm');
    if (!isList(perm)) throw new Unsupported('Transpose without perm');
    return one((x) => transpose(x, perm));
  },
  MatMul: () => two(multiply),
  Softmax: (attributes) => {
    const axis = number(attributes, 'axis', -1);
    return one((x) => {
      if (axis !== -1 && axis !== x.dims.length - 1) throw new Unsupported(`Softmax on ${axis}`);
      return softmaxRows(x);
    });
  },
  LayerNormalization: (attributes) => {
    if (number(attributes, 'axis', -1) !== -1)
      throw new Unsupported('LayerNormalization on an axis');
    const epsilon = number(attributes, 'epsilon', 1e-5);
    return ([x, scale, shift]) => layerNorm(x as Tensor, scale as Tensor, shift as Tensor, epsilon);
  },
  Gelu: (attributes) => {
    if (attributes.get('approximate') !== 'tanh') throw new Unsupported('Gelu by erf');
    return one(gelu);
  },
  ReduceSum: (attributes) => {
    const keep = number(attributes, 'keepdims', 1) === 1;
    return two((x, axes) => {
      if (axes.data.length !== 1) throw new Unsupported('ReduceSum over several axes');
      const axis = axes.data[0] as number;
      return sumOver(x, axis < 0 ? axis + x.dims.length : axis, keep);
    });
  },
};

const one =
  (run: (x: Tensor) => Tensor): Operator =>
  ([x]) =>
    run(x as Tensor);

export const two =
  (run: (x: Tensor, y: Tensor) => Tensor): Operator =>
  ([x, y]) =>
    run(x as Tensor, y as Tensor);

function number(attributes: Attributes, name: string, otherwise: number): number {
  const value = attributes.get(name);
  return typeof value === 'number' ? value : otherwise;
}

function isList(value: Attribute | undefined): value is readonly number[] {
  return typeof value === 'object';
}

function cast(data: Tensor['data'], to: number): Tensor['data'] {
  if (to === TYPE.float) return new Float32Array(data);
  if (to === TYPE.bool) return Int32Array.from(data, (value) => (value === 0 ? 0 : 1));
  if (to === TYPE.int32 || to === TYPE.int64) return Int32Array.from(data, Math.trunc);
  throw new Unsupported(`Cast to ${to}`);
}
