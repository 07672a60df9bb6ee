import { invalid } from '../checkpoint/source';
import { type Checkpoint, floatsOf, sizeOf, type Tensor } from '../checkpoint/tensors';
import type { Weight } from '../onnx/weights';
import { unsupported } from './errors';

/**
 * A way in which a family is published. All other code uses Hugging Face's names for PyTorch: a layout finds
 * a tensor by such a name in its own and says how its shape and values are to be taken.
 */
export interface Layout {
  readonly title: string;
  /** The tensor that holds what the name stands for, or a part of it. */
  find(checkpoint: Checkpoint, name: string): Tensor | undefined;
  /** Shape as Hugging Face would have it. @param stored the shape of what `find` gives */
  shapeOf(name: string, stored: readonly number[]): readonly number[];
  /** Values in the order of `shapeOf`; linear layers as [out, in]. @throws AppError model-unsupported */
  load(checkpoint: Checkpoint, name: string): Promise<Float32Array<ArrayBuffer>>;
}

/** Where a layout of PyTorch keeps what a name stands for. */
export interface Place {
  readonly key: string;
  /** One of several equal parts, along the first axis: joined weights of an attention. */
  readonly part?: { readonly index: number; readonly of: number };
  /** Stored as [in, out]. */
  readonly transposed?: boolean;
  /** Stored with a first axis of one. */
  readonly squeezed?: boolean;
}

/** A layout of PyTorch's files that differs from Hugging Face's by where things are. */
export function torchLayout(title: string, placeOf: (name: string) => Place): Layout {
  return {
    title,
    find: (checkpoint, name) => checkpoint.get(placeOf(name).key),
    shapeOf(name, stored) {
      const { part, transposed: turned, squeezed } = placeOf(name);
      if (part) return [(stored[0] as number) / part.of, ...stored.slice(1)];
      if (squeezed) return stored.slice(1);
      return turned ? [...stored].reverse() : stored;
    },
    async load(checkpoint, name) {
      const { key, part, transposed: turned } = placeOf(name);
      const tensor = needed(checkpoint.get(key), name);
      const values = await floatsOf(tensor);
      if (part) {
        const count = sizeOf(tensor.shape) / part.of;
        return values.slice(part.index * count, (part.index + 1) * count);
      }
      if (!turned) return values;
      const [rows, cols] = tensor.shape as [number, number];
      return transposed(values, rows, cols);
    },
  };
}

export function needed(tensor: Tensor | undefined, name: string): Tensor {
  if (!tensor) throw unsupported(`It has no ${name}.`);
  return tensor;
}

/** [rows, cols] to [cols, rows]. */
export function transposed(
  values: Float32Array,
  rows: number,
  cols: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) out[c * rows + r] = values[r * cols + c] as number;
  }
  return out;
}

/** A checkpoint's weights by Hugging Face's names. */
export class ModelWeights {
  constructor(
    readonly checkpoint: Checkpoint,
    readonly layout: Layout,
  ) {}

  has(name: string): boolean {
    return this.layout.find(this.checkpoint, name) !== undefined;
  }

  /** @throws AppError model-unsupported where there is none */
  shape(name: string): readonly number[] {
    const { shape } = needed(this.layout.find(this.checkpoint, name), name);
    return this.layout.shapeOf(name, shape);
  }

  /** As Hugging Face has it. */
  get(name: string, dims: readonly number[]): Weight {
    return { name, dims, values: () => this.load(name) };
  }

  /** A linear layer's, as [in, out]. */
  kernel(name: string, inputs: number, outputs: number): Weight {
    return {
      name,
      dims: [inputs, outputs],
      values: async () => transposed(await this.load(name), outputs, inputs),
    };
  }

  /** @throws AppError model-unsupported where there is none */
  async scalar(name: string): Promise<number> {
    const [stored] = await this.load(name);
    return stored as number;
  }

  /** @throws AppError file-invalid where a value is no number: it would rank everything the same */
  private async load(name: string): Promise<Float32Array<ArrayBuffer>> {
    const values = await this.layout.load(this.checkpoint, name);
    if (values.every(Number.isFinite)) return values;
    throw invalid('The checkpoint', `is damaged: ${name} holds values that are not numbers`);
  }
}
