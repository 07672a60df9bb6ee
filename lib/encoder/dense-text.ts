import { modelInvalid } from './runtime';

/** What turns a text embedding into a question to the dense map: the logit of a cell `p` is `query . p + bias`. */
export interface DenseQuery {
  /** [dim] */
  readonly query: Float32Array<ArrayBuffer>;
  readonly bias: number;
}

/** The text side of a dense head: a linear map and a linear bias of the text embedding. */
export class DenseText {
  private constructor(
    private readonly values: Float32Array,
    private readonly dim: number,
    private readonly modelDim: number,
  ) {}

  /**
   * @param bytes float32, little endian: M [dim x modelDim] row-major, then w [modelDim], then c [1]
   * @throws AppError model-invalid where the file is of another length
   */
  static read(bytes: Uint8Array, dim: number, modelDim: number): DenseText {
    const count = (dim + 1) * modelDim + 1;
    if (bytes.length !== 4 * count) throw modelInvalid('has a text part of another shape');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
    return new DenseText(values, dim, modelDim);
  }

  /** @param text normalized, [modelDim] */
  ask(text: Float32Array): DenseQuery {
    const { values, dim, modelDim } = this;
    const row = (at: number) => {
      let sum = 0;
      for (let i = 0; i < modelDim; i++) {
        sum += (values[at * modelDim + i] as number) * (text[i] as number);
      }
      return sum;
    };
    const query = Float32Array.from({ length: dim }, (_, d) => row(d));
    return { query, bias: row(dim) + (values[(dim + 1) * modelDim] as number) };
  }
}
