import { UnsupportedKind } from '../../bytes';
import type { BandChoice } from '../types';
import type { Block } from './blocks';
import type { Directory } from './directory';
import type { TiffLayout } from './layout';
import { TAG } from './tags';

/** What a file's numbers mean as colours. */
export type ColourModel =
  | { readonly kind: 'bands'; readonly whiteIsZero: boolean; readonly rgb: boolean }
  /** [3 * 2^bits], 0..255 */
  | { readonly kind: 'palette'; readonly colours: Uint8Array }
  /** Weights of red, green and blue in brightness. */
  | { readonly kind: 'ycbcr' }
  | { readonly kind: 'cmyk'; readonly full: number };

/** @throws UnsupportedKind by name */
export function colourModelOf(tags: Directory, layout: TiffLayout): ColourModel {
  const { photometric, samples, bits, compression } = layout;
  switch (photometric) {
    case 0:
    case 1:
      return { kind: 'bands', whiteIsZero: photometric === 0, rgb: false };
    case 2:
      return { kind: 'bands', whiteIsZero: false, rgb: samples >= 3 };
    case 3: {
      const stored = tags.get(TAG.palette);
      if (typeof stored !== 'object' || bits > 16 || stored.length < 3 * 2 ** bits) break;
      // 16 bits a colour; some programs write 8 of them.
      const scale = stored.some((value) => value > 255) ? 257 : 1;
      return { kind: 'palette', colours: Uint8Array.from(stored, (value) => value / scale) };
    }
    case 4:
      return { kind: 'bands', whiteIsZero: false, rgb: false };
    case 5: {
      const inks = tags.get(TAG.inkSet);
      if (samples < 4 || (typeof inks === 'object' && inks[0] === 2)) break;
      if (layout.type !== 'uint8' && layout.type !== 'uint16') break;
      return { kind: 'cmyk', full: 2 ** bits - 1 };
    }
    case 6: {
      const subsampling = tags.get(TAG.subsampling);
      const whole = typeof subsampling === 'object' && subsampling.every((value) => value === 1);
      if (layout.type !== 'uint8' || bits !== 8 || samples < 3) break;
      if (compression === 7 || compression === 50001 || whole) return { kind: 'ycbcr' };
      throw new UnsupportedKind('a TIFF of YCbCr with subsampled colours outside of JPEG');
    }
  }
  throw new UnsupportedKind(`a TIFF of ${MODELS[photometric] ?? `colours of kind ${photometric}`}`);
}

const MODELS: Readonly<Record<number, string>> = {
  3: 'palette colours without their palette',
  5: 'inks other than CMYK of 8 or 16 bits',
  6: 'YCbCr of more than 8 bits',
  8: 'CIE Lab colours',
  9: 'ICC Lab colours',
  10: 'ITU Lab colours',
  32803: 'raw camera data (CFA)',
  32844: 'LogL',
  32845: 'LogLuv',
  34892: 'linear raw camera data',
};

export interface Painter {
  /** Bands that are needed, in order. */
  readonly bands: readonly number[];
  /**
   * @param blocks of `bands`, one each
   * @param out RGBA of the pixels from `column` on in the block's row
   */
  row(blocks: readonly Block[], row: number, column: number, out: Uint8ClampedArray): void;
}

export interface PaintOptions {
  readonly model: ColourModel;
  readonly choice: BandChoice | null;
  readonly nodata: number | null;
  readonly alpha: {
    readonly band: number;
    readonly full: number;
    readonly associated: boolean;
  } | null;
}

export function painterOf({ model, choice, nodata, alpha }: PaintOptions): Painter {
  const bands = [...colourBands(model, choice), ...(alpha ? [alpha.band] : [])];
  const colours = bands.length - (alpha ? 1 : 0);
  return {
    bands,
    row(blocks, row, column, out) {
      const count = out.length / 4;
      const lines = blocks.map((block, i) => lineOf(block, row, column, bands[i] as number));
      paint(model, choice, lines, count, out);
      const shown = lines.slice(0, colours);
      for (let i = 0; i < count; i++) out[4 * i + 3] = isNothing(shown, i, nodata) ? 0 : 255;
      if (alpha) applyAlpha(lines[colours] as Line, alpha, count, out);
    },
  };
}

function colourBands(model: ColourModel, choice: BandChoice | null): number[] {
  if (model.kind === 'palette') return [0];
  if (model.kind === 'ycbcr') return [0, 1, 2];
  if (model.kind === 'cmyk') return [0, 1, 2, 3];
  const { red, green, blue } = choice ?? { red: 0, green: 0, blue: 0 };
  return [red, green, blue];
}

/** Where the values of one band of one row lie. */
interface Line {
  readonly values: Block['values'];
  readonly at: number;
  readonly step: number;
}

function lineOf(
  { values, width, samples }: Block,
  row: number,
  column: number,
  band: number,
): Line {
  const at = (row * width + column) * samples + (samples === 1 ? 0 : band);
  return { values, at, step: samples };
}

function paint(
  model: ColourModel,
  choice: BandChoice | null,
  lines: readonly Line[],
  count: number,
  out: Uint8ClampedArray,
): void {
  const value = (line: number, i: number): number => {
    const { values, at, step } = lines[line] as Line;
    return values[at + i * step] as number;
  };
  switch (model.kind) {
    case 'bands': {
      const { low, high } = choice?.stretch ?? { low: 0, high: 255 };
      const scale = 255 / (high - low || 1);
      const [factor, offset] = model.whiteIsZero
        ? [-scale, 255 + low * scale]
        : [scale, -low * scale];
      for (let c = 0; c < 3; c++) {
        const { values, at, step } = lines[c] as Line;
        for (let i = 0, from = at; i < count; i++, from += step)
          out[4 * i + c] = (values[from] as number) * factor + offset;
      }
      return;
    }
    case 'palette': {
      const entries = model.colours.length / 3;
      for (let i = 0; i < count; i++)
        for (let c = 0; c < 3; c++) out[4 * i + c] = model.colours[c * entries + value(0, i)] ?? 0;
      return;
    }
    case 'ycbcr':
      for (let i = 0; i < count; i++) {
        const [y, cb, cr] = [value(0, i), value(1, i) - 128, value(2, i) - 128];
        out[4 * i] = y + 1.402 * cr;
        out[4 * i + 1] = y - 0.344136 * cb - 0.714136 * cr;
        out[4 * i + 2] = y + 1.772 * cb;
      }
      return;
    case 'cmyk':
      for (let i = 0; i < count; i++) {
        const light = 1 - value(3, i) / model.full;
        for (let c = 0; c < 3; c++) out[4 * i + c] = 255 * (1 - value(c, i) / model.full) * light;
      }
  }
}

/** Every colour is the value that stands for nothing, or one is no number. */
function isNothing(lines: readonly Line[], i: number, nodata: number | null): boolean {
  let all = nodata !== null;
  for (const { values, at, step } of lines) {
    const value = values[at + i * step] as number;
    if (!Number.isFinite(value)) return true;
    if (value !== nodata) all = false;
  }
  return all;
}

function applyAlpha(
  { values, at, step }: Line,
  { full, associated }: NonNullable<PaintOptions['alpha']>,
  count: number,
  out: Uint8ClampedArray,
): void {
  for (let i = 0; i < count; i++) {
    const share = Math.min(1, Math.max(0, (values[at + i * step] as number) / full));
    if (associated && share > 0)
      for (let c = 4 * i; c < 4 * i + 3; c++) out[c] = (out[c] as number) / share;
    out[4 * i + 3] = (out[4 * i + 3] as number) * share;
  }
}
