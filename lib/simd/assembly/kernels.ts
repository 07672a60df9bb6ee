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

/** sum + x * y: in one step, rounded once, where the browser has relaxed SIMD. */
function add(sum: v128, x: v128, y: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, y, sum) : f32x4.add(sum, f32x4.mul(x, y));
}

/**
 * c[m, n] = (a[m, k] · b) * scales[n] + bias[n]. b is 8 bits, packed as [n / 8, k, 8]: eight columns at a time, read
 * as they lie, and a quarter of the bytes that floats would be. n a multiple of 8.
 */
export function matmul(
  a: usize,
  b: usize,
  scales: usize,
  bias: usize,
  c: usize,
  m: usize,
  k: usize,
  n: usize,
): void {
  const lineA = k << 2;
  const lineC = n << 2;
  const whole = m & ~3;
  for (let col: usize = 0; col < n; col += 8) {
    const from = b + col * k;
    const scale = scales + (col << 2);
    const shift = bias + (col << 2);
    const to = c + (col << 2);
    for (let row: usize = 0; row < whole; row += 4) {
      fourRows(a + row * lineA, from, scale, shift, to + row * lineC, lineA, lineC);
    }
    for (let row = whole; row < m; row++) {
      oneRow(a + row * lineA, from, scale, shift, to + row * lineC, lineA);
    }
  }
}

/** Weights for matmul: output [n / 8, k, 8] of columns [n, k], 8 bits each; n a multiple of 8. */
export function pack(columns: usize, output: usize, k: usize, n: usize): void {
  for (let first: usize = 0; first < n; first += 8, columns += 8 * k) {
    for (let row = columns; row < columns + k; row++) {
      for (let from = row; from < row + 8 * k; from += k) store<u8>(output++, load<u8>(from));
    }
  }
}

function fourRows(
  a: usize,
  b: usize,
  scale: usize,
  shift: usize,
  c: usize,
  lineA: usize,
  lineC: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (const stop = a + lineA; a < stop; a += 4, b += 8) {
    const words = v128.load8x8_s(b);
    const b0 = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words));
    const b1 = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words));
    let x = v128.load_splat<f32>(a);
    c00 = add(c00, x, b0);
    c01 = add(c01, x, b1);
    x = v128.load_splat<f32>(a + lineA);
    c10 = add(c10, x, b0);
    c11 = add(c11, x, b1);
    x = v128.load_splat<f32>(a + 2 * lineA);
    c20 = add(c20, x, b0);
    c21 = add(c21, x, b1);
    x = v128.load_splat<f32>(a + 3 * lineA);
    c30 = add(c30, x, b0);
    c31 = add(c31, x, b1);
  }
  finish(c, c00, c01, scale, shift);
  finish(c + lineC, c10, c11, scale, shift);
  finish(c + 2 * lineC, c20, c21, scale, shift);
  finish(c + 3 * lineC, c30, c31, scale, shift);
}

function oneRow(a: usize, b: usize, scale: usize, shift: usize, c: usize, lineA: usize): void {
  // Four sums that need not wait for each other.
  let evenLow = f32x4.splat(0);
  let evenHigh = f32x4.splat(0);
  let oddLow = f32x4.splat(0);
  let oddHigh = f32x4.splat(0);
  const stop = a + lineA;
  for (const pairs = a + (lineA & ~7); a < pairs; a += 8, b += 16) {
    const bytes = v128.load(b);
    const even = i16x8.extend_low_i8x16_s(bytes);
    const odd = i16x8.extend_high_i8x16_s(bytes);
    let x = v128.load_splat<f32>(a);
    evenLow = add(evenLow, x, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(even)));
    evenHigh = add(evenHigh, x, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(even)));
    x = v128.load_splat<f32>(a + 4);
    oddLow = add(oddLow, x, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(odd)));
    oddHigh = add(oddHigh, x, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(odd)));
  }
  if (a < stop) {
    const words = v128.load8x8_s(b);
    const x = v128.load_splat<f32>(a);
    evenLow = add(evenLow, x, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words)));
    evenHigh = add(evenHigh, x, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words)));
  }
  finish(c, f32x4.add(evenLow, oddLow), f32x4.add(evenHigh, oddHigh), scale, shift);
}

/** Eight sums at their scale, shifted. */
function finish(c: usize, low: v128, high: v128, scale: usize, shift: usize): void {
  v128.store(c, add(v128.load(shift), low, v128.load(scale)));
  v128.store(c, add(v128.load(shift, 16), high, v128.load(scale, 16)), 16);
}

/** a[i] += b[i]; `count` a multiple of 4 */
export function addTo(a: usize, b: usize, count: usize): void {
  for (const stop = a + (count << 2); a < stop; a += 16, b += 16) {
    v128.store(a, f32x4.add(v128.load(a), v128.load(b)));
  }
}

/** out[i] = rows[ids[i]] * scales[ids[i]] + positions[i]: rows of 8 bits, `width` a multiple of 8 */
export function embed(
  rows: usize,
  scales: usize,
  positions: usize,
  ids: usize,
  out: usize,
  count: usize,
  width: usize,
): void {
  for (let i: usize = 0; i < count; i++) {
    const id = <usize>load<i32>(ids + (i << 2));
    const scale = v128.load_splat<f32>(scales + (id << 2));
    const stop = rows + (id + 1) * width;
    for (let from = rows + id * width; from < stop; from += 8, positions += 32, out += 32) {
      const words = v128.load8x8_s(from);
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words));
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words));
      v128.store(out, f32x4.add(f32x4.mul(low, scale), v128.load(positions)));
      v128.store(out, f32x4.add(f32x4.mul(high, scale), v128.load(positions, 16)), 16);
    }
  }
}

/** out[j] = the mean of rows[i, j] over i */
export function meanRows(rows: usize, out: usize, count: usize, width: usize): void {
  for (let j: usize = 0; j < width << 2; j += 4) {
    let sum: f64 = 0;
    for (let i: usize = 0, at = rows + j; i < count; i++, at += width << 2) {
      sum += <f64>load<f32>(at);
    }
    store<f32>(out + j, <f32>(sum / <f64>count));
  }
}

/** out = layer normalization of rows of n values. Sums are taken in 64 bits. */
export function layerNorm(
  values: usize,
  scale: usize,
  shift: usize,
  out: usize,
  rows: usize,
  n: usize,
  epsilon: f64,
): void {
  const bytes = n << 2;
  for (let row: usize = 0, at = values; row < rows; row++, at += bytes, out += bytes) {
    let sum: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 4) sum += <f64>load<f32>(at + i);
    const mean = sum / <f64>n;
    let squares: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 4) {
      const gap = <f64>load<f32>(at + i) - mean;
      squares += gap * gap;
    }
    const factor = 1 / Math.sqrt(squares / <f64>n + epsilon);
    for (let i: usize = 0; i < bytes; i += 4) {
      const value = <f32>((<f64>load<f32>(at + i) - mean) * factor);
      store<f32>(out + i, value * load<f32>(scale + i) + load<f32>(shift + i));
    }
  }
}

/**
 * Attention of every token to every token: out[i] = sum of softmax(factor q[i] · k[j]) v[j], for each head.
 * qkv [count, 3, heads, size], out [count, heads, size], `weights` room for `count` floats; `size` a multiple of 4.
 */
export function attend(
  qkv: usize,
  weights: usize,
  out: usize,
  count: usize,
  heads: usize,
  size: usize,
  factor: f32,
): void {
  const bytes = size << 2;
  const width = heads * bytes;
  for (let head: usize = 0; head < heads; head++) {
    for (let i: usize = 0; i < count; i++) {
      const query = qkv + 3 * i * width + head * bytes;
      let most = -f32.MAX_VALUE;
      let key = qkv + width + head * bytes;
      for (let j: usize = 0; j < count; j++, key += 3 * width) {
        let sums = f32x4.splat(0);
        for (let d: usize = 0; d < bytes; d += 16) {
          sums = add(sums, v128.load(query + d), v128.load(key + d));
        }
        const score =
          factor *
          (f32x4.extract_lane(sums, 0) +
            f32x4.extract_lane(sums, 1) +
            (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3)));
        store<f32>(weights + (j << 2), score);
        most = max<f32>(most, score);
      }
      let total: f32 = 0;
      for (let j: usize = 0; j < count << 2; j += 4) {
        const power = f32x4.extract_lane(exp(f32x4.splat(load<f32>(weights + j) - most)), 0);
        store<f32>(weights + j, power);
        total += power;
      }
      const to = out + i * width + head * bytes;
      for (let d: usize = 0; d < bytes; d += 16) {
        let mixed = f32x4.splat(0);
        let value = qkv + 2 * width + head * bytes + d;
        for (let j: usize = 0; j < count; j++, value += 3 * width) {
          mixed = add(mixed, v128.load_splat<f32>(weights + (j << 2)), v128.load(value));
        }
        v128.store(to + d, f32x4.div(mixed, f32x4.splat(total)));
      }
    }
  }
}

/**
 * values = gelu(values) by the tanh approximation, in place; `count` a multiple of 4.
 * 0.5 x (1 + tanh(y)) = x - x / (exp(2 y) + 1), y = sqrt(2 / pi) (x + 0.044715 x³).
 */
export function gelu(values: usize, count: usize): void {
  const one = f32x4.splat(1);
  for (let at = values; at < values + (count << 2); at += 16) {
    const x = v128.load(at);
    const cube = f32x4.mul(f32x4.mul(x, x), x);
    const y = f32x4.mul(f32x4.splat(1.5957691216057308), add(x, f32x4.splat(0.044715), cube));
    v128.store(at, f32x4.sub(x, f32x4.div(x, f32x4.add(exp(y), one))));
  }
}

/** exp(x) to a few units of the last place: 2^n · exp(r), |r| <= ln 2 / 2, by the polynomial of Cephes' expf. */
function exp(x: v128): v128 {
  const bounded = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(<f32>Math.LOG2E)));
  // ln 2 in two parts, so that the difference keeps its bits.
  let r = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = add(f32x4.splat(1.3981999507e-3), p, r);
  p = add(f32x4.splat(8.3334519073e-3), p, r);
  p = add(f32x4.splat(4.1665795894e-2), p, r);
  p = add(f32x4.splat(1.6666665459e-1), p, r);
  p = add(f32x4.splat(5.0000001201e-1), p, r);
  p = f32x4.add(add(r, p, f32x4.mul(r, r)), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
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
