import { BrokenHeader, UnsupportedKind } from '../../bytes';
import type { SampleType } from '../types';
import type { Directory } from './directory';
import { TAG } from './tags';

/** Most bytes of one strip or tile, decoded: it is held whole. */
const MOST_BLOCK_BYTES = 1.2e9;
const MOST_SAMPLES = 1024;
/** Compressions that a predictor may go before: LZW, deflate, ZSTD. Others ignore the tag. */
const PREDICTED: ReadonlySet<number> = new Set([5, 8, 32946, 50000]);

/** How a picture's samples lie in the file: everything checked, nothing left to guess. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly type: SampleType;
  readonly compression: number;
  readonly photometric: number;
  readonly predictor: number;
  readonly fillOrder: number;
  /** Each band lies in blocks of its own. */
  readonly separate: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly tiled: boolean;
  readonly across: number;
  readonly down: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/** @throws BrokenHeader | UnsupportedKind */
export function layoutOf(tags: Directory): TiffLayout {
  const number = (tag: number, otherwise: number): number => {
    const value = tags.get(tag);
    return typeof value === 'object' ? (value[0] ?? otherwise) : otherwise;
  };
  const list = (tag: number): readonly number[] => {
    const value = tags.get(tag);
    return typeof value === 'object' ? value : [];
  };
  const width = number(TAG.width, 0);
  const height = number(TAG.height, 0);
  if (!positive(width) || !positive(height)) throw new BrokenHeader('a TIFF without a size');
  const samples = number(TAG.samples, Math.max(1, list(TAG.bits).length));
  if (!positive(samples) || samples > MOST_SAMPLES) throw new BrokenHeader(`${samples} bands`);
  const bits = same(list(TAG.bits), 1, 'bands of different depths');
  const format = same(list(TAG.sampleFormat), 1, 'bands of different types');
  const separate = number(TAG.planar, 1) === 2 && samples > 1;
  const tiled = tags.has(TAG.tileOffsets) || tags.has(TAG.tileWidth);
  const blockWidth = tiled ? number(TAG.tileWidth, 0) : width;
  const rows = number(TAG.rowsPerStrip, height);
  const blockHeight = tiled ? number(TAG.tileHeight, 0) : Math.min(rows || height, height);
  if (!positive(blockWidth) || !positive(blockHeight)) throw new BrokenHeader('blocks of no size');
  const inBlock = separate ? 1 : samples;
  if (Math.ceil((blockWidth * inBlock * bits) / 8) * blockHeight > MOST_BLOCK_BYTES) {
    throw new UnsupportedKind('a TIFF of blocks too large to hold (store it with tiles)');
  }
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  const offsets = list(tags.has(TAG.tileOffsets) ? TAG.tileOffsets : TAG.stripOffsets);
  const counts = list(tags.has(TAG.tileByteCounts) ? TAG.tileByteCounts : TAG.stripByteCounts);
  const blocks = across * down * (separate ? samples : 1);
  if (offsets.length < blocks) throw new BrokenHeader('a TIFF without all of its blocks');
  const compression = number(TAG.compression, 1);
  if (counts.length < blocks && !(compression === 1 && counts.length === 0)) {
    throw new BrokenHeader('a TIFF without all of its blocks');
  }
  const bytesOfBlock = Math.ceil((blockWidth * inBlock * bits) / 8) * blockHeight;
  return {
    width,
    height,
    samples,
    bits,
    type: typeOf(format, bits),
    compression,
    photometric: number(TAG.photometric, 1),
    predictor: PREDICTED.has(compression) ? number(TAG.predictor, 1) : 1,
    fillOrder: number(TAG.fillOrder, 1),
    separate,
    blockWidth,
    blockHeight,
    tiled,
    across,
    down,
    offsets,
    byteCounts: counts.length > 0 ? counts : offsets.map(() => bytesOfBlock),
  };
}

function typeOf(format: number, bits: number): SampleType {
  if (format === 5 || format === 6) {
    throw new UnsupportedKind('a TIFF of complex numbers (radar before detection)');
  }
  if (format === 3) {
    if (bits === 16) return 'float16';
    if (bits === 32) return 'float32';
    if (bits === 64) return 'float64';
    throw new UnsupportedKind(`a TIFF of floating point numbers of ${bits} bits`);
  }
  if (!(bits >= 1 && bits <= 32) && bits !== 64) {
    throw new UnsupportedKind(`a TIFF of ${bits} bits a sample`);
  }
  if (format === 2) {
    if (bits === 8) return 'int8';
    if (bits === 16) return 'int16';
    if (bits === 32) return 'int32';
    if (bits === 64) return 'int64';
    throw new UnsupportedKind(`a TIFF of signed numbers of ${bits} bits`);
  }
  if (format !== 1 && format !== 4) throw new BrokenHeader(`sample format ${format}`);
  if (bits <= 8) return 'uint8';
  if (bits <= 16) return 'uint16';
  return bits <= 32 ? 'uint32' : 'uint64';
}

function same(values: readonly number[], otherwise: number, refusal: string): number {
  const first = values[0] ?? otherwise;
  if (values.some((value) => value !== first)) throw new UnsupportedKind(`a TIFF of ${refusal}`);
  return first;
}

function positive(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
