import { Arena, createKernels, type Kernels, packed } from '@/lib/simd/kernels';
import { compute } from './compute';
import type { Linear } from './fuse';
import { floats, sizeOf, type Tensor } from './tensor';

/** The linear layers of a network, their constants laid once where the kernels can reach them. */
export class Layers {
  private readonly kernels: Kernels | null;
  private readonly arena: Arena | null;

  /** @param bytes of memory that they will need, roughly: growing takes time */
  constructor(bytes: number) {
    this.kernels = createKernels(bytes);
    this.arena = this.kernels && new Arena(this.kernels);
  }

  /** @returns the layer as a function of [..., k] to [..., n]; null where the kernels cannot do it */
  open({ weight, bias, activated }: Linear): ((a: Tensor) => Tensor) | null {
    const { kernels, arena } = this;
    const { columns, k, n } = weight;
    if (!(kernels && arena && n % 8 === 0)) return null;
    const right = arena.put(packed(columns, k, n));
    const scales = arena.put(weight.scales);
    const shift = arena.put(bias ? floats(bias) : new Float32Array(n));
    return (a) => {
      const rows = a.data.length / k;
      if (a.dims.at(-1) !== k) throw new RangeError(`${a.dims} by ${k} x ${n}`);
      const data = arena.scratch(() => {
        const [left, to] = [arena.put(floats(a)), arena.take(4 * rows * n)];
        kernels.matmul(left, right, scales, shift, to, rows, k, n);
        if (activated) kernels.gelu(to, rows * n);
        return arena.floats(to, rows * n).slice();
      });
      return { dims: [...a.dims.slice(0, -1), n], data };
    };
  }
}

/** [..., m, k] times [..., k, n], the leading dimensions alike or those of `b` left out. */
export function multiply(a: Tensor, b: Tensor): Tensor {
  const [m = 1, k = 1] = a.dims.slice(-2);
  const [inner = 1, n = 1] = b.dims.slice(-2);
  const leading = a.dims.slice(0, -2);
  const shared = b.dims.length === 2;
  if (inner !== k || !(shared || leading.join() === b.dims.slice(0, -2).join())) {
    throw new RangeError(`${a.dims} by ${b.dims}`);
  }
  const batch = sizeOf(leading);
  const [left, right] = [floats(a), floats(b)];
  // One matrix for all of them makes one large pair.
  const [pairs, rows] = shared ? [1, batch * m] : [batch, m];
  const data = compute((kernels, arena) => {
    const to = arena.take(4 * batch * m * n);
    kernels.matmulEach(arena.put(left), arena.put(right), to, pairs, rows, k, n);
    return arena.floats(to, batch * m * n).slice();
  });
  return { dims: [...leading, m, n], data: data ?? products(left, right, pairs, rows, k, n) };
}

function products(
  left: Float32Array,
  right: Float32Array,
  pairs: number,
  m: number,
  k: number,
  n: number,
): Float32Array {
  const out = new Float32Array(pairs * m * n);
  for (let row = 0, to = 0; row < pairs * m; row++) {
    const start = Math.floor(row / m) * k * n;
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let i = 0, from = start + column; i < k; i++, from += n) {
        sum += (left[row * k + i] as number) * (right[from] as number);
      }
      out[to++] = sum;
    }
  }
  return out;
}
