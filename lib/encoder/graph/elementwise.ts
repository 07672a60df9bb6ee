import { compute } from './compute';
import { floats, sizeOf, stridesOf, type Tensor } from './tensor';

/** ONNX's operators on values by pairs, which numpy's rules of broadcasting make. */
const BINARY = ['Add', 'Sub', 'Mul', 'Div', 'Max'] as const;
export type BinaryName = (typeof BINARY)[number];

export function isBinary(op: string): op is BinaryName {
  return BINARY.some((name) => name === op);
}

/** @throws RangeError where the shapes do not fit */
export function pairwise(op: BinaryName, a: Tensor, b: Tensor): Tensor {
  const dims = broadcast(a.dims, b.dims);
  const out = new Float32Array(sizeOf(dims));
  const [left, right] = [floats(a), floats(b)];
  const tiled = (op === 'Add' || op === 'Mul') && isTail(a.dims, b.dims, dims);
  const quick = tiled && quickly(op, left, right);
  if (quick) return { dims, data: quick };
  const [stepsA, stepsB] = [steps(a.dims, dims), steps(b.dims, dims)];
  const [length, stepA, stepB] = [dims.at(-1) ?? 1, stepsA.at(-1) ?? 0, stepsB.at(-1) ?? 0];
  const at = new Array<number>(dims.length).fill(0);
  for (let to = 0, i = 0, j = 0; to < out.length; to += length) {
    line(op, { left, i, stepA, right, j, stepB, out, to, length });
    for (let d = dims.length - 2; d >= 0; d--) {
      i += stepsA[d] as number;
      j += stepsB[d] as number;
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (dims[d] as number)) break;
      i -= (stepsA[d] as number) * (dims[d] as number);
      j -= (stepsB[d] as number) * (dims[d] as number);
      at[d] = 0;
    }
  }
  return { dims, data: out };
}

/** Whether `a` has the shape of the result and `b` that of its end: then its values come again and again. */
function isTail(a: readonly number[], b: readonly number[], dims: readonly number[]): boolean {
  if (sizeOf(a) !== sizeOf(dims)) return false;
  const long = b.slice(b.findIndex((dim) => dim !== 1));
  return sizeOf(b) === 1 || String(long) === String(dims.slice(-long.length));
}

function quickly(op: 'Add' | 'Mul', left: Float32Array, right: Float32Array): Float32Array | null {
  return compute((kernels, arena) => {
    const [a, b, out] = [arena.put(left), arena.put(right), arena.take(4 * left.length)];
    if (op === 'Add') kernels.addTiled(a, b, out, left.length, right.length);
    else kernels.multiplyTiled(a, b, out, left.length, right.length);
    return arena.floats(out, left.length).slice();
  });
}

/** Values of the last dimension: where they begin and how far apart they lie in both operands. */
interface Line {
  readonly left: Float32Array;
  readonly i: number;
  readonly stepA: number;
  readonly right: Float32Array;
  readonly j: number;
  readonly stepB: number;
  readonly out: Float32Array;
  readonly to: number;
  readonly length: number;
}

/** A loop an operator: a call for each value would take longer than the sum. */
function line(op: BinaryName, { left, i, stepA, right, j, stepB, out, to, length }: Line): void {
  const end = to + length;
  let [x, y] = [i, j];
  const a = (): number => left[x] as number;
  const b = (): number => right[y] as number;
  if (op === 'Add') {
    for (let k = to; k < end; k++, x += stepA, y += stepB) out[k] = a() + b();
  } else if (op === 'Mul') {
    for (let k = to; k < end; k++, x += stepA, y += stepB) out[k] = a() * b();
  } else if (op === 'Sub') {
    for (let k = to; k < end; k++, x += stepA, y += stepB) out[k] = a() - b();
  } else if (op === 'Div') {
    for (let k = to; k < end; k++, x += stepA, y += stepB) out[k] = a() / b();
  } else {
    for (let k = to; k < end; k++, x += stepA, y += stepB) out[k] = Math.max(a(), b());
  }
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) throw new RangeError(`${a} and ${b} do not fit`);
    return x === 1 ? y : x;
  });
}

/** How far each dimension of the result moves on in a tensor; 0 where it has but one value. */
function steps(own: readonly number[], dims: readonly number[]): number[] {
  const strides = stridesOf(own);
  const before = dims.length - own.length;
  return dims.map((_, i) => {
    const at = i - before;
    return at < 0 || own[at] === 1 ? 0 : (strides[at] as number);
  });
}

/** Gaussian error linear unit by its tanh approximation (Hendrycks and Gimpel, 2016). */
export function gelu(x: Tensor): Tensor {
  const [dims, data] = [x.dims, floats(x)];
  const factor = 2 * Math.sqrt(2 / Math.PI);
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) {
    const value = data[i] as number;
    // tanh(y) = 1 - 2 / (exp(2 y) + 1), which exp does several times faster than Math.tanh.
    const tanh = 1 - 2 / (Math.exp(factor * (value + 0.044715 * value * value * value)) + 1);
    out[i] = 0.5 * value * (1 + tanh);
  }
  return { dims, data: out };
}
