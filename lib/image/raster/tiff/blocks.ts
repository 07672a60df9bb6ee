import { EndOfBytes } from '../../bytes';
import type { ByteSource } from '../source';
import type { CodecContext, DecodeWebp } from './codecs';
import { codecOf } from './codecs';
import type { TiffLayout } from './layout';
import { bitsReversed, filled, type Samples, samplesOf } from './samples';

/** Bytes of decoded blocks that are kept: what looks at the values first and what draws then decode once. */
const KEPT_BYTES = 256e6;

/** One decoded strip or tile. */
export interface Block {
  /** [rows * width * samples] */
  readonly values: Samples;
  readonly width: number;
  readonly rows: number;
  /** Bands in `values`: all, or the one where bands lie apart. */
  readonly samples: number;
}

/** Strips or tiles of one directory, decoded as they are asked for. */
export class Blocks {
  private readonly kept = new Map<number, Promise<Block>>();
  private readonly decode: ReturnType<typeof codecOf>;
  private readonly most: number;

  /** @throws UnsupportedKind where the compression is not read */
  constructor(
    private readonly source: ByteSource,
    readonly layout: TiffLayout,
    private readonly file: {
      readonly littleEndian: boolean;
      readonly jpegTables: Uint8Array | null;
      readonly lercCompression: number;
      /** What blocks that are left out hold. */
      readonly nodata: number | null;
    },
    webp?: DecodeWebp,
  ) {
    this.decode = codecOf(layout.compression, webp);
    const bytes = layout.blockWidth * layout.blockHeight * Math.max(1, layout.bits / 8);
    this.most = Math.max(
      1,
      Math.floor(KEPT_BYTES / (bytes * (layout.separate ? 1 : layout.samples))),
    );
  }

  /** @param band counts only where bands lie apart */
  async get(column: number, row: number, band: number): Promise<Block> {
    const { across, down, separate } = this.layout;
    const index = row * across + column + (separate ? band * across * down : 0);
    const known = this.kept.get(index);
    this.kept.delete(index);
    const block = known ?? this.read(index, row);
    this.kept.set(index, block);
    for (const [oldest] of this.kept) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
    return block;
  }

  /** How many blocks are kept at once. */
  get capacity(): number {
    return this.most;
  }

  clear(): void {
    this.kept.clear();
  }

  private async read(index: number, row: number): Promise<Block> {
    const { layout } = this;
    const { blockWidth, blockHeight, height, tiled, bits } = layout;
    const samples = layout.separate ? 1 : layout.samples;
    const rows = tiled ? blockHeight : Math.min(blockHeight, height - row * blockHeight);
    const length = Math.ceil((blockWidth * samples * bits) / 8) * rows;
    const offset = layout.offsets[index] as number;
    const count = layout.byteCounts[index] as number;
    // GDAL leaves out blocks that hold nothing.
    if (count === 0 || offset === 0) return this.empty(rows, samples);
    const stored = await this.source.read(
      offset,
      layout.compression === 1 ? Math.min(count, length) : count,
    );
    const turned = layout.fillOrder === 2 && !KEEPS_BITS.has(layout.compression);
    const context: CodecContext = {
      length,
      width: blockWidth,
      rows,
      samples,
      jpegTables: this.file.jpegTables,
      lercCompression: this.file.lercCompression,
    };
    const decoded = await this.decode(turned ? bitsReversed(stored) : stored, context);
    if (decoded.bytes.length < length) throw new EndOfBytes();
    const values = samplesOf(decoded, layout, samples, rows, this.file.littleEndian);
    return { values, width: blockWidth, rows, samples };
  }

  /** As GDAL reads it: the value that stands for nothing, where the file names one. */
  private empty(rows: number, samples: number): Block {
    const { type, blockWidth: width } = this.layout;
    const count = width * rows * samples;
    const { nodata } = this.file;
    const otherwise = type.startsWith('float') ? Number.NaN : 0;
    return { values: filled(type, count, nodata ?? otherwise), width, rows, samples };
  }
}

/** Whose own order of bits is what counts: JPEG, JPEG 2000, WebP. */
const KEEPS_BITS: ReadonlySet<number> = new Set([7, 34712, 50001]);
