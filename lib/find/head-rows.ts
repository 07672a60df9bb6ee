import type { DenseQuery } from '@/lib/encoder/dense-text';

const MOST = 127;

/** Dense embeddings of a picture's cells, 8 bits a number: a quarter of the memory. */
export class HeadRows {
  private readonly values: Int8Array;
  /** By which each row was divided. */
  private readonly scales: Float32Array;

  constructor(
    cells: number,
    readonly dim: number,
  ) {
    this.values = new Int8Array(cells * dim);
    this.scales = new Float32Array(cells);
  }

  get bytes(): number {
    return this.values.byteLength + this.scales.byteLength;
  }

  /** @param row [dim] */
  set(cell: number, row: Float32Array): void {
    let peak = 0;
    for (const value of row) peak = Math.max(peak, Math.abs(value));
    this.scales[cell] = peak / MOST;
    const factor = peak > 0 ? MOST / peak : 0;
    const start = cell * this.dim;
    for (let d = 0; d < this.dim; d++)
      this.values[start + d] = Math.round((row[d] as number) * factor);
  }

  /** [dim] */
  row(cell: number): Float32Array<ArrayBuffer> {
    const scale = this.scales[cell] as number;
    const start = cell * this.dim;
    return Float32Array.from(
      { length: this.dim },
      (_, d) => (this.values[start + d] as number) * scale,
    );
  }

  /** The logit of each cell. @returns [cells] */
  logits({ query, bias }: DenseQuery): Float32Array<ArrayBuffer> {
    const { values, scales, dim } = this;
    const logits = new Float32Array(scales.length);
    for (let cell = 0, at = 0; cell < logits.length; cell++) {
      let sum = 0;
      for (let d = 0; d < dim; d++, at++) sum += (values[at] as number) * (query[d] as number);
      logits[cell] = sum * (scales[cell] as number) + bias;
    }
    return logits;
  }
}
