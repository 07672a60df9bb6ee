/** Fraction bits of the weights: 8 bits of a channel and 2 of headroom are left of 32. */
export const PRECISION = 22;

/** For each output position: where its inputs start, how many they are, and their weights. */
export interface Coefficients {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  /** Weights of output `i` from `i * stride` on. */
  readonly weights: Int32Array;
  readonly stride: number;
}

interface Filter {
  /** Half of its width, samples. */
  readonly support: number;
  weight(distance: number): number;
}

/** Pillow's BICUBIC and BILINEAR. */
const FILTERS = {
  bicubic: { support: 2, weight: bicubic },
  bilinear: { support: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) },
} as const satisfies Record<string, Filter>;
export type Interpolation = keyof typeof FILTERS;

/** Pillow's precompute_coeffs and normalize_coeffs_8bpc (Resample.c) for `count` outputs from `from` on. */
export function coefficients(
  inputs: number,
  outputs: number,
  from: number,
  count: number,
  interpolation: Interpolation,
): Coefficients {
  const filter: Filter = FILTERS[interpolation];
  const scale = inputs / outputs;
  const filterScale = Math.max(scale, 1);
  const support = filter.support * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(count);
  const lengths = new Int32Array(count);
  const weights = new Int32Array(count * stride);
  const raw = new Float64Array(stride);
  const inverse = 1 / filterScale;
  for (let i = 0; i < count; i++) {
    const center = (from + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const length = Math.min(inputs, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < length; k++) {
      const weight = filter.weight((k + start - center + 0.5) * inverse);
      raw[k] = weight;
      sum += weight;
    }
    for (let k = 0; k < length; k++) {
      const weight = sum === 0 ? (raw[k] as number) : (raw[k] as number) / sum;
      weights[i * stride + k] = Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION));
    }
    starts[i] = start;
    lengths[i] = length;
  }
  return { starts, lengths, weights, stride };
}

/** Keys' cubic with a = -0.5. */
function bicubic(distance: number): number {
  const a = -0.5;
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}
