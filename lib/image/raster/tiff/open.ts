import type { Crop, RgbaImage } from '../../types';
import { colourBandsOf } from '../bands';
import { Collector } from '../collect';
import type { ByteSource } from '../source';
import { stretchOf } from '../stretch';
import { isQuarterTurn, storedWindow, upright } from '../turn';
import type { BandChoice, Raster, RasterInfo, ReadOptions, Stretch } from '../types';
import { scaledWindow } from '../window';
import { checkWish } from '../wish';
import { Blocks } from './blocks';
import type { DecodeWebp } from './codecs';
import { type Directory, readDirectories } from './directory';
import { layoutOf } from './layout';
import { type Levels, levelsOf, maskIn } from './levels';
import { bandsOf, geoTagsOf, nodataOf } from './metadata';
import { type ColourModel, colourModelOf, type PaintOptions, painterOf } from './paint';
import { type Sampled, sampled } from './sampled';
import { TAG, WANTED } from './tags';

/** Pixels that the stretch is taken from, about. */
const SAMPLED_PIXELS = 60_000;

/**
 * Opens a TIFF: reads its directories, and as many of its pixels as say how its values are spread.
 * @throws EndOfBytes | BrokenHeader | UnsupportedKind, and what codecs throw
 */
export async function openTiff(source: ByteSource, webp?: DecodeWebp): Promise<Raster> {
  const { littleEndian, all } = await readDirectories(source, WANTED);
  const kind = (tags: Directory) => number(tags, TAG.subfileType, 0);
  const main = all.find((tags) => (kind(tags) & 5) === 0) ?? (all[0] as Directory);
  const layout = layoutOf(main);
  const nodata = nodataIn(layout.type, nodataOf(main));
  const blocksOf = (tags: Directory) => {
    const tables = tags.get(TAG.jpegTables);
    const lerc = tags.get(TAG.lercParameters);
    return new Blocks(
      source,
      layoutOf(tags),
      {
        littleEndian,
        jpegTables: typeof tables === 'object' ? Uint8Array.from(tables) : null,
        lercCompression: typeof lerc === 'object' ? (lerc[1] ?? 0) : 0,
        nodata: (kind(tags) & 4) === 0 ? nodata : null,
      },
      webp,
    );
  };
  const model = colourModelOf(main, layout);
  const levels = levelsOf(all, main, blocksOf);
  const bands = bandsOf(main, layout.samples);
  const samples = await sampled(levels, SAMPLED_PIXELS, bandsToSample(model, layout.samples));
  const alpha = alphaOf(main, bands, layout.bits, layout.type, samples.values);
  const colours =
    model.kind === 'bands'
      ? colourBandsOf(bands, layout.type, model.rgb, alpha?.band ?? null)
      : null;
  // Eight bits are shown as they are.
  const stretchFor = (from: Sampled, shown: readonly number[]): Stretch =>
    layout.type === 'uint8'
      ? { low: 0, high: 2 ** layout.bits - 1 }
      : stretchOf(from.of(shown, nodata, alpha?.band ?? null));
  const choice: BandChoice | null = colours && {
    red: colours.red,
    green: colours.green,
    blue: colours.blue,
    stretch: stretchFor(samples, [colours.red, colours.green, colours.blue]),
  };
  const orientation = orientationOf(main);
  const turned = isQuarterTurn(orientation);
  const info: RasterInfo = {
    format: 'tiff',
    width: turned ? layout.height : layout.width,
    height: turned ? layout.width : layout.height,
    orientation,
    type: layout.type,
    bits: layout.bits,
    bands,
    nodata,
    transparency: alpha ? 'band' : levels[0].mask ? 'mask' : null,
    choice,
    basis: colours?.basis ?? null,
    sensor: colours?.sensor ?? null,
    geo: geoTagsOf(main),
  };
  const paint = { model, nodata, alpha };
  return {
    info,
    async read(window, options = {}) {
      const stored = storedWindow(orientation, layout.width, layout.height, window);
      const size = options.size ?? window;
      const [across, down] = turned ? [size.height, size.width] : [size.width, size.height];
      const image = await readStored(levels, stored, across, down, {
        ...paint,
        choice: choice && (options.choice ?? choice),
        signal: options.signal,
      });
      return upright(image, orientation);
    },
    async choose(wish) {
      const { red, green, blue, stretch } = wish;
      const shown = [red, green, blue];
      checkWish(wish, choice ? layout.samples : 0);
      if (stretch) return { red, green, blue, stretch };
      const known = shown.every((band) => samples.values.has(band));
      const wanted = [...new Set([...shown, ...(alpha ? [alpha.band] : [])])];
      const from = known ? samples : await sampled(levels, SAMPLED_PIXELS, wanted);
      return { red, green, blue, stretch: stretchFor(from, shown) };
    },
    close() {
      for (const { blocks, mask } of levels) {
        blocks.clear();
        mask?.clear();
      }
    },
  };
}

interface StoredOptions extends PaintOptions {
  readonly signal: ReadOptions['signal'];
}

async function readStored(
  levels: Levels,
  window: Crop,
  across: number,
  down: number,
  options: StoredOptions,
): Promise<RgbaImage> {
  const width = Math.min(across, window.width);
  const height = Math.min(down, window.height);
  const [main] = levels;
  const wanted = (width / window.width) * main.blocks.layout.width;
  // The smallest that has pixels enough.
  const level = levels.findLast(({ blocks }) => blocks.layout.width >= wanted) ?? main;
  const part =
    level === main ? window : scaledWindow(window, main.blocks.layout, level.blocks.layout);
  const collector = new Collector(part, Math.min(width, part.width), Math.min(height, part.height));
  const painter = painterOf(options);
  const { blockWidth, blockHeight } = level.blocks.layout;
  for (let by = Math.floor(part.y / blockHeight); by * blockHeight < part.y + part.height; by++) {
    for (let bx = Math.floor(part.x / blockWidth); bx * blockWidth < part.x + part.width; bx++) {
      options.signal?.throwIfAborted();
      const blocks = [];
      for (const band of painter.bands) blocks.push(await level.blocks.get(bx, by, band));
      const x0 = Math.max(part.x, bx * blockWidth);
      const x1 = Math.min(part.x + part.width, (bx + 1) * blockWidth);
      const y0 = Math.max(part.y, by * blockHeight);
      const y1 = Math.min(part.y + part.height, (by + 1) * blockHeight);
      const shown = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
      const hidden = level.mask ? await maskIn(level.mask, shown) : null;
      const row = new Uint8ClampedArray((x1 - x0) * 4);
      for (let y = y0; y < y1; y++) {
        painter.row(blocks, y - by * blockHeight, x0 - bx * blockWidth, row);
        if (hidden) hide(row, hidden, (y - y0) * shown.width);
        collector.add(x0, y, row);
      }
    }
  }
  return collector.image();
}

function hide(row: Uint8ClampedArray, mask: Uint8Array, at: number): void {
  for (let i = 0; i < row.length / 4; i++) if (mask[at + i] === 0) row[4 * i + 3] = 0;
}

function bandsToSample(model: ColourModel, samples: number): number[] {
  return model.kind === 'bands' ? [...Array(Math.min(samples, 16)).keys()] : [];
}

/** Least share of a transparency's values that are nothing or all. */
const CLEAR_SHARE = 0.5;

/**
 * The band that is transparency. What the tags say is not enough: GDAL marks the fourth of four bands so, also
 * where it is the near infrared, and others leave the mark out. Transparency is 0 or full for the most part.
 */
function alphaOf(
  tags: Directory,
  bands: RasterInfo['bands'],
  bits: number,
  type: RasterInfo['type'],
  values: ReadonlyMap<number, Float64Array>,
): PaintOptions['alpha'] {
  const full = type.startsWith('float') ? 1 : 2 ** bits - 1;
  const extra = tags.get(TAG.extraSamples);
  const extras = typeof extra === 'object' ? extra : [];
  const at = extras.findIndex((meaning) => meaning === 1 || meaning === 2);
  const marked = at >= 0 ? bands.length - extras.length + at : -1;
  const said = bands.findIndex(({ interpretation }) => interpretation?.toLowerCase() === 'alpha');
  const band = marked > 0 ? marked : said;
  const share = (of: number) => {
    const some = values.get(of) ?? new Float64Array();
    return some.filter((value) => value === 0 || value === full).length / Math.max(1, some.length);
  };
  if (band > 0 && share(band) >= CLEAR_SHARE) {
    return { band, full, associated: extras[at] === 1 };
  }
  const unmarked = band < 0 && bands.length === 4 && type === 'uint8' && bits === 8;
  if (!unmarked || number(tags, TAG.photometric, 1) !== 2) return null;
  const fourth = values.get(3);
  const both = fourth?.some((value) => value === 0) && fourth.some((value) => value === full);
  return both && share(3) === 1 ? { band: 3, full, associated: false } : null;
}

/** As the samples have it: 32-bit floating point rounds what the text says. */
function nodataIn(type: RasterInfo['type'], nodata: number | null): number | null {
  return nodata !== null && type === 'float32' ? Math.fround(nodata) : nodata;
}

function orientationOf(tags: Directory): number {
  const value = number(tags, TAG.orientation, 1);
  return value >= 1 && value <= 8 ? value : 1;
}

function number(tags: Directory, tag: number, otherwise: number): number {
  const value = tags.get(tag);
  return typeof value === 'object' ? (value[0] ?? otherwise) : otherwise;
}
