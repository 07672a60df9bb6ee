import { PLAIN, RELAXED } from './kernels.generated';

/** The compiled loops over one memory. Arguments are byte addresses in it, and counts. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  /**
   * scores[r] = matrix[r] · query.
   * @param matrix float32 [rows, dim], like `query` [dim] and `scores` [rows] on a multiple of 4
   */
  dotRows(matrix: number, query: number, scores: number, rows: number, dim: number): void;
  /**
   * c = (a · b) * scales + bias, float32.
   * @param a [m, k] @param b int8 [n / 8, k, 8], as `pack` writes it @param scales [n] @param bias [n] @param c [m, n]
   */
  matmul(
    a: number,
    b: number,
    scales: number,
    bias: number,
    c: number,
    m: number,
    k: number,
    n: number,
  ): void;
  /**
   * A matrix as `matmul` reads it: eight columns at a time.
   * @param columns int8 [n, k], the matrix transposed; n a multiple of 8 @param output int8 [n / 8, k, 8]
   */
  pack(columns: number, output: number, k: number, n: number): void;
  /** a += b. @param count a multiple of 4 */
  addTo(a: number, b: number, count: number): void;
  /**
   * out[i] = rows[ids[i]] * scales[ids[i]] + positions[i].
   * @param rows int8 [words, width], width a multiple of 8 @param scales [words] @param positions [count, width]
   * @param ids int32 [count], below `words` @param out [count, width]
   */
  embed(
    rows: number,
    scales: number,
    positions: number,
    ids: number,
    out: number,
    count: number,
    width: number,
  ): void;
  /** @param rows [count, width] @param out [width] */
  meanRows(rows: number, out: number, count: number, width: number): void;
  /** Layer normalization of [rows, n]. @param scale [n] @param shift [n] @param out [rows, n] */
  layerNorm(
    values: number,
    scale: number,
    shift: number,
    out: number,
    rows: number,
    n: number,
    epsilon: number,
  ): void;
  /**
   * Attention of every token to every token.
   * @param qkv [count, 3, heads, size], size a multiple of 4 @param weights room for `count` floats
   * @param out [count, heads, size] @param factor on the scores, before their softmax
   */
  attend(
    qkv: number,
    weights: number,
    out: number,
    count: number,
    heads: number,
    size: number,
    factor: number,
  ): void;
  /** Gaussian error linear unit by its tanh approximation, in place. @param count a multiple of 4 */
  gelu(values: number, count: number): void;
  /**
   * Rows of RGBA at another width, 8 bits a channel, rounded and clipped.
   * @param starts int32 [outputWidth], first pixel of the input that counts @param lengths int32, how many count
   * @param weights int32 [outputWidth, stride] with 22 fraction bits
   * @param outputLine bytes from one row of the output to the next
   */
  resizeAcross(
    input: number,
    output: number,
    rows: number,
    inputWidth: number,
    outputWidth: number,
    starts: number,
    lengths: number,
    weights: number,
    stride: number,
    outputLine: number,
  ): void;
  /**
   * One row of RGBA, opaque: the weighted sum of `count` rows that lie one after the other.
   * @param bytes of a row, a multiple of 16 @param weights int32 [count] with 22 fraction bits
   */
  resizeDown(input: number, output: number, bytes: number, weights: number, count: number): void;
}

/** undefined: not tried yet; null: this browser has no SIMD (Safari before 16.4), or forbids WebAssembly. */
let compiled: WebAssembly.Module | null | undefined;

function compile(): WebAssembly.Module | null {
  // The first needs relaxed SIMD: Chromium from 114, Firefox from 145.
  for (const text of [RELAXED, PLAIN]) {
    try {
      return new WebAssembly.Module(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    } catch {}
  }
  return null;
}

/**
 * A new instance with a memory of its own, which goes with it.
 * @param bytes that the memory holds at first; it grows in {@link Arena}
 * @returns null where this machine has no SIMD: then plain JavaScript must do
 */
export function createKernels(bytes = 0): Kernels | null {
  if (compiled === undefined) compiled = compile();
  if (!compiled) return null;
  const memory = new WebAssembly.Memory({ initial: pagesOf(bytes) });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return exports as unknown as Kernels;
}

const PAGE = 65_536;
/** What is stored is aligned to this, bytes: a vector's width. */
const ALIGN = 16;

function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE);
}

/** A kernel's memory, handed out from the bottom up and given back from the top down. */
export class Arena {
  private top = 0;

  constructor(private readonly kernels: Kernels) {}

  /** @returns address of `bytes` bytes, aligned for vectors; what lies there is not cleared */
  take(bytes: number): number {
    const { memory } = this.kernels;
    const at = this.top;
    this.top = Math.ceil((at + bytes) / ALIGN) * ALIGN;
    const missing = this.top - memory.buffer.byteLength;
    if (missing > 0) memory.grow(pagesOf(missing));
    return at;
  }

  /** Copies values into memory of their own. @returns its address */
  put(values: Float32Array | Int32Array | Int8Array | Uint8Array | Uint8ClampedArray): number {
    const at = this.take(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.kernels.memory.buffer).set(bytes, at);
    return at;
  }

  /** A view; it ends when the memory grows: to be used at once. */
  floats(at: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.kernels.memory.buffer as ArrayBuffer, at, length);
  }

  /** As {@link floats}. */
  bytes(at: number, length: number): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(this.kernels.memory.buffer as ArrayBuffer, at, length);
  }

  /** Does some work; what it took is given back when it ends. */
  scratch<T>(work: () => T): T {
    const before = this.top;
    try {
      return work();
    } finally {
      this.top = before;
    }
  }
}
