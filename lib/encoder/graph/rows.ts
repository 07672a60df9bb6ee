import { compute } from './compute';
import { floats, type Tensor } from './tensor';

/** Layer normalization over the last axis (Ba et al., 2016). @param scale [n] @param shift [n] */
export function layerNorm(x: Tensor, scale: Tensor, shift: Tensor, epsilon: number): Tensor {
  const [values, factors, shifts] = [floats(x), floats(scale), floats(shift)];
  const n = factors.length;
  const data = compute((kernels, arena) => {
    const at = arena.put(values);
    kernels.layerNorm(at, arena.put(factors), arena.put(shifts), values.length / n, n, epsilon);
    return arena.floats(at, values.length).slice();
  });
  return { dims: x.dims, data: data ?? normalized(values, factors, shifts, epsilon) };
}

function normalized(
  values: Float32Array,
  factors: Float32Array,
  shifts: Float32Array,
  epsilon: number,
): Float32Array {
  const n = factors.length;
  const out = new Float32Array(values.length);
  for (let row = 0; row < out.length; row += n) {
    let [sum, squares] = [0, 0];
    for (let i = row; i < row + n; i++) sum += values[i] as number;
    const mean = sum / n;
    for (let i = row; i < row + n; i++) squares += ((values[i] as number) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / n + epsilon);
    for (let i = 0; i < n; i++) {
      const value = ((values[row + i] as number) - mean) * factor;
      out[row + i] = value * (factors[i] as number) + (shifts[i] as number);
    }
  }
  return out;
}

/** Softmax over the last axis. */
export function softmaxRows(x: Tensor): Tensor {
  const values = floats(x);
  const n = x.dims.at(-1) ?? 1;
  const data = compute((kernels, arena) => {
    const at = arena.put(values);
    kernels.softmax(at, values.length / n, n);
    return arena.floats(at, values.length).slice();
  });
  return { dims: x.dims, data: data ?? softmaxed(values, n) };
}

function softmaxed(data: Float32Array, n: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let row = 0; row < out.length; row += n) {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = row; i < row + n; i++) most = Math.max(most, data[i] as number);
    let sum = 0;
    for (let i = row; i < row + n; i++) {
      const power = Math.exp((data[i] as number) - most);
      out[i] = power;
      sum += power;
    }
    for (let i = row; i < row + n; i++) out[i] = (out[i] as number) / sum;
  }
  return out;
}

/** Sums over one axis. */
export function sumOver(x: Tensor, axis: number, keep: boolean): Tensor {
  const [dims, data] = [x.dims, floats(x)];
  const length = dims[axis] as number;
  const inner = dims.slice(axis + 1).reduce((size, dim) => size * dim, 1);
  const outer = data.length / (length * inner);
  const out = new Float32Array(outer * inner);
  for (let o = 0, from = 0; o < outer; o++) {
    for (let k = 0; k < length; k++) {
      for (let i = 0; i < inner; i++, from++) {
        out[o * inner + i] = (out[o * inner + i] as number) + (data[from] as number);
      }
    }
  }
  const left = keep
    ? dims.map((dim, i) => (i === axis ? 1 : dim))
    : dims.filter((_, i) => i !== axis);
  return { dims: left, data: out };
}
