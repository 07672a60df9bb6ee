// AssemblyScript, not TypeScript: the loops that take the time, four floats at once. All arguments are addresses
// in the module's memory and counts; lib/simd/kernels.ts says what each means. `npm install` compiles it.

/** scores[r] = matrix[r] · query */
export function dotRows(matrix: usize, query: usize, scores: usize, rows: usize, dim: usize): void {
  const whole = dim & ~15;
  for (let row: usize = 0, at = matrix; row < rows; row++, at += dim << 2) {
    // Four sums that need not wait for each other.
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let i: usize = 0; i < whole; i += 16) {
      const x = at + (i << 2);
      const y = query + (i << 2);
      a = f32x4.add(a, f32x4.mul(v128.load(x), v128.load(y)));
      b = f32x4.add(b, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(x, 32), v128.load(y, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(x, 48), v128.load(y, 48)));
    }
    const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    let total =
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
    for (let i = whole; i < dim; i++) {
      total += load<f32>(at + (i << 2)) * load<f32>(query + (i << 2));
    }
    store<f32>(scores + (row << 2), total);
  }
}

/** c[m, n] = a[m, k] · b[k, n]; n a multiple of 8, m of 4 (rows beyond the real ones are computed in vain) */
export function matmul(a: usize, b: usize, c: usize, m: usize, k: usize, n: usize): void {
  const lineA = k << 2;
  const lineC = n << 2;
  for (let row: usize = 0; row < m; row += 4) {
    const a0 = a + row * lineA;
    for (let col: usize = 0; col < n; col += 8) {
      let c00 = f32x4.splat(0);
      let c01 = f32x4.splat(0);
      let c10 = f32x4.splat(0);
      let c11 = f32x4.splat(0);
      let c20 = f32x4.splat(0);
      let c21 = f32x4.splat(0);
      let c30 = f32x4.splat(0);
      let c31 = f32x4.splat(0);
      let from = b + (col << 2);
      for (let i: usize = 0; i < lineA; i += 4, from += lineC) {
        const b0 = v128.load(from);
        const b1 = v128.load(from, 16);
        const at = a0 + i;
        let x = v128.load_splat<f32>(at);
        c00 = f32x4.add(c00, f32x4.mul(x, b0));
        c01 = f32x4.add(c01, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(at + lineA);
        c10 = f32x4.add(c10, f32x4.mul(x, b0));
        c11 = f32x4.add(c11, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(at + 2 * lineA);
        c20 = f32x4.add(c20, f32x4.mul(x, b0));
        c21 = f32x4.add(c21, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(at + 3 * lineA);
        c30 = f32x4.add(c30, f32x4.mul(x, b0));
        c31 = f32x4.add(c31, f32x4.mul(x, b1));
      }
      let to = c + row * lineC + (col << 2);
      v128.store(to, c00);
      v128.store(to, c01, 16);
      to += lineC;
      v128.store(to, c10);
      v128.store(to, c11, 16);
      to += lineC;
      v128.store(to, c20);
      v128.store(to, c21, 16);
      to += lineC;
      v128.store(to, c30);
      v128.store(to, c31, 16);
    }
  }
}

/** Fraction bits of a weight, and a half of one. */
const PRECISION: i32 = 22;
const HALF: i32 = 1 << (PRECISION - 1);

/** One RGBA pixel as four 32-bit numbers. */
function pixel(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/**
 * Rows of RGBA at another width: out[y, x] = sum of in[y, starts[x] + i] * weights[x, i] over lengths[x],
 * rounded and clipped. Exact in 32-bit integers.
 */
export function resizeAcross(
  input: usize,
  output: usize,
  rows: usize,
  inputWidth: usize,
  outputWidth: usize,
  starts: usize,
  lengths: usize,
  weights: usize,
  stride: usize,
  outputLine: usize,
): void {
  for (let y: usize = 0; y < rows; y++) {
    const line = input + ((y * inputWidth) << 2);
    let to = output + y * outputLine;
    for (let x: usize = 0; x < outputWidth; x++) {
      let from = line + ((<usize>load<i32>(starts + (x << 2))) << 2);
      let weight = weights + ((x * stride) << 2);
      const stop = weight + ((<usize>load<i32>(lengths + (x << 2))) << 2);
      let sum = i32x4.splat(HALF);
      for (; weight < stop; weight += 4, from += 4) {
        sum = i32x4.add(sum, i32x4.mul(pixel(from), v128.load_splat<i32>(weight)));
      }
      const words = i16x8.narrow_i32x4_s(i32x4.shr_s(sum, PRECISION), sum);
      const bytes = i8x16.narrow_i16x8_u(words, words);
      v128.store_lane<i32>(to, bytes, 0);
      to += 4;
    }
  }
}

/** The alpha of four RGBA pixels: rounding must not make them translucent. */
const OPAQUE: i32 = 0xff000000;

/** One row of a picture at another height: the weighted sum of `count` rows of `bytes` each, 16 bytes at a time. */
export function resizeDown(
  input: usize,
  output: usize,
  bytes: usize,
  weights: usize,
  count: usize,
): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    let a = i32x4.splat(HALF);
    let b = i32x4.splat(HALF);
    let c = i32x4.splat(HALF);
    let d = i32x4.splat(HALF);
    let from = input + i;
    for (let row: usize = 0; row < count; row++, from += bytes) {
      const weight = v128.load_splat<i32>(weights + (row << 2));
      const values = v128.load(from);
      const low = i16x8.extend_low_i8x16_u(values);
      const high = i16x8.extend_high_i8x16_u(values);
      a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), weight));
      b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), weight));
      c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(high), weight));
      d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(high), weight));
    }
    const low = i16x8.narrow_i32x4_s(i32x4.shr_s(a, PRECISION), i32x4.shr_s(b, PRECISION));
    const high = i16x8.narrow_i32x4_s(i32x4.shr_s(c, PRECISION), i32x4.shr_s(d, PRECISION));
    v128.store(output + i, v128.or(i8x16.narrow_i16x8_u(low, high), i32x4.splat(OPAQUE)));
  }
}
