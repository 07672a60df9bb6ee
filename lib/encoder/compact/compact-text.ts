import { Arena, createKernels, type Kernels } from '@/lib/simd/kernels';
import { type Block, type CompactText, type Linear, type Norm, readCompactText } from './layout';
import { readOnnx } from './onnx-file';

/** Where a layer's numbers lie in the kernels' memory. */
interface Layer {
  readonly weights: number;
  readonly scales: number;
  readonly bias: number;
  readonly k: number;
  readonly n: number;
}

interface Normal {
  readonly scale: number;
  readonly shift: number;
  readonly epsilon: number;
}

type Placed = {
  readonly [K in keyof Block]: Block[K] extends Linear
    ? Layer
    : Block[K] extends Norm
      ? Normal
      : number;
};

/** Memory that a text needs beside the weights, bytes. */
const ROOM = 2 << 20;

/**
 * The text tower of the compact recipe as a program of its own: ready in milliseconds, where ONNX Runtime has to
 * fetch and start 14 MB of WebAssembly first, and quicker than that from the first text on.
 */
export class CompactTextTower {
  private readonly arena: Arena;
  private readonly table: number;
  private readonly scales: number;
  private readonly positions: number;
  private readonly blocks: readonly Placed[];
  private readonly norm: Normal;
  private readonly project: Layer;

  private constructor(
    private readonly kernels: Kernels,
    private readonly text: CompactText,
  ) {
    this.arena = new Arena(kernels);
    this.table = this.arena.put(text.table);
    this.scales = this.arena.put(text.scales);
    this.positions = this.arena.put(text.positions);
    this.blocks = text.blocks.map((block) => ({
      norm1: this.normal(block.norm1),
      qkv: this.layer(block.qkv),
      heads: block.heads,
      factor: block.factor,
      out: this.layer(block.out),
      norm2: this.normal(block.norm2),
      up: this.layer(block.up),
      down: this.layer(block.down),
    }));
    this.norm = this.normal(text.norm);
    this.project = this.layer(text.project);
  }

  /**
   * @returns null without SIMD
   * @throws Unsupported for another graph; RangeError where the file is broken
   */
  static open(onnx: Uint8Array): CompactTextTower | null {
    const text = readCompactText(readOnnx(onnx));
    const kernels = createKernels(onnx.length + ROOM);
    return kernels && new CompactTextTower(kernels, text);
  }

  /**
   * @param ids not padded, at most as many as there are positions
   * @returns [dim], not normalized
   * @throws RangeError for an id that stands for no word, or too many
   */
  encode(ids: readonly number[]): Float32Array<ArrayBuffer> {
    const { kernels, arena } = this;
    const { width, scales, positions } = this.text;
    const n = ids.length;
    if (n === 0 || n * width > positions.length) throw new RangeError(`${n} ids`);
    if (ids.some((id) => !(id >= 0 && id < scales.length))) throw new RangeError(`ids ${ids}`);
    return arena.scratch(() => {
      const room = (values: number) => arena.take(4 * values);
      const [x, normal, mixed, weights] = [n * width, n * width, n * width, n].map(room) as [
        number,
        number,
        number,
        number,
      ];
      const widest = Math.max(...this.blocks.map(({ qkv, up }) => Math.max(qkv.n, up.n)));
      const wide = room(n * widest);
      const at = arena.put(Int32Array.from(ids));
      kernels.embed(this.table, this.scales, this.positions, at, x, n, width);
      for (const block of this.blocks) {
        this.normalize(block.norm1, x, normal, n);
        this.apply(block.qkv, normal, wide, n);
        kernels.attend(wide, weights, normal, n, block.heads, width / block.heads, block.factor);
        this.apply(block.out, normal, mixed, n);
        kernels.addTo(x, mixed, n * width);
        this.normalize(block.norm2, x, normal, n);
        this.apply(block.up, normal, wide, n);
        kernels.gelu(wide, n * block.up.n);
        this.apply(block.down, wide, mixed, n);
        kernels.addTo(x, mixed, n * width);
      }
      this.normalize(this.norm, x, normal, n);
      kernels.meanRows(normal, mixed, n, width);
      this.apply(this.project, mixed, wide, 1);
      return arena.floats(wide, this.project.n).slice();
    });
  }

  private normalize({ scale, shift, epsilon }: Normal, x: number, out: number, n: number): void {
    this.kernels.layerNorm(x, scale, shift, out, n, this.text.width, epsilon);
  }

  private apply({ weights, scales, bias, k, n }: Layer, x: number, out: number, rows: number) {
    this.kernels.matmul(x, weights, scales, bias, out, rows, k, n);
  }

  private layer({ weights, scales, bias, k, n }: Linear): Layer {
    const { arena, kernels } = this;
    const packed = arena.take(k * n);
    arena.scratch(() => kernels.pack(arena.put(weights), packed, k, n));
    return {
      weights: packed,
      scales: arena.put(scales),
      bias: arena.put(bias),
      k,
      n,
    };
  }

  private normal({ scale, shift, epsilon }: Norm): Normal {
    return { scale: this.arena.put(scale), shift: this.arena.put(shift), epsilon };
  }
}
