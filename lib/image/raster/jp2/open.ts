import { Bytes } from '../../bytes';
import { colourBandsOf } from '../bands';
import { Collector } from '../collect';
import type { ByteSource } from '../source';
import { stretchOf } from '../stretch';
import type { Block } from '../tiff/blocks';
import { type ColourModel, type PaintOptions, painterOf } from '../tiff/paint';
import type { BandChoice, BandInfo, Raster, RasterInfo, SampleType, Stretch } from '../types';
import { scaledWindow } from '../window';
import { checkWish } from '../wish';
import { type Jp2, readJp2 } from './boxes';
import { bandsWith, decodeBands, tooLarge } from './codec';
import { type Codestream, fitsDecoder, halved, halvingsOf } from './codestream';
import { geoTagsIn } from './geo';

/** Pixels that the stretch is taken from, at least, and about how many of them. */
const SAMPLED_PIXELS = 60_000;

/**
 * Opens a JPEG 2000 image. Its bands are decoded whole, when they are asked for: OpenJPEG's binding reads no windows.
 * Where it is too large for that, its sides are those after one or two halvings, which the wavelets give.
 * @param check refuses a size, before anything is decoded
 * @throws EndOfBytes | BrokenHeader | UnsupportedKind | AppError image-too-large | asset-offline
 */
export async function openJp2(
  source: ByteSource,
  check: (size: { readonly width: number; readonly height: number }) => void,
): Promise<Raster> {
  const file = readJp2(new Bytes(await source.read(0, source.size)));
  const { codestream, alpha: transparency } = file;
  const times = halvingsOf(codestream);
  const size = sizeAt(codestream, times);
  check(size);
  if (!fitsDecoder(codestream, times)) {
    throw tooLarge(
      `${codestream.width} x ${codestream.height} px of ${codestream.components} bands`,
    );
  }
  const planes = new Planes(source, file);
  const type = typeOf(codestream);
  const bands = bandsOf(file);
  const model = modelOf(file);
  const full = 2 ** codestream.bits - 1;
  const alpha = transparency && { ...transparency, full };
  const shown =
    model.kind === 'bands'
      ? colourBandsOf(bands, type, file.colours === 'rgb', alpha?.band ?? null)
      : null;
  const stretchFor = async (of: readonly number[]): Promise<Stretch> =>
    type === 'uint8'
      ? { low: 0, high: full }
      : stretchOf(await planes.some(of, alpha?.band ?? null, times));
  const choice: BandChoice | null = shown && {
    red: shown.red,
    green: shown.green,
    blue: shown.blue,
    stretch: await stretchFor([shown.red, shown.green, shown.blue]),
  };
  const info: RasterInfo = {
    format: 'jp2',
    ...size,
    orientation: 1,
    type,
    bits: codestream.bits,
    bands,
    nodata: null,
    transparency: alpha ? 'band' : null,
    choice,
    basis: shown?.basis ?? null,
    sensor: shown?.sensor ?? null,
    geo: await geoTagsIn(file.geo, 2 ** times),
  };
  return {
    info,
    async read(window, { size: wanted = window, choice: other, signal } = {}) {
      const across = Math.min(wanted.width, window.width);
      const down = Math.min(wanted.height, window.height);
      const level = levelFor(codestream, times, (across / window.width) * size.width);
      const part = level === times ? window : scaledWindow(window, size, sizeAt(codestream, level));
      const options: PaintOptions = {
        model,
        nodata: null,
        alpha,
        choice: choice && (other ?? choice),
      };
      const painter = painterOf(options);
      const blocks: Block[] = [];
      for (const band of painter.bands) {
        signal?.throwIfAborted();
        blocks.push(await planes.get(band, level));
      }
      const collector = new Collector(
        part,
        Math.min(across, part.width),
        Math.min(down, part.height),
      );
      const row = new Uint8ClampedArray(part.width * 4);
      for (let y = part.y; y < part.y + part.height; y++) {
        painter.row(blocks, y, part.x, row);
        collector.add(part.x, y, row);
      }
      return collector.image();
    },
    async choose({ stretch, ...wish }) {
      checkWish({ ...wish, ...(stretch && { stretch }) }, choice ? bands.length : 0);
      const { red, green, blue } = wish;
      return { red, green, blue, stretch: stretch ?? (await stretchFor([red, green, blue])) };
    },
    close: () => planes.clear(),
  };
}

/** Bands as they are decoded, by how often their sides are halved. */
class Planes {
  private readonly kept = new Map<string, Promise<Block>>();

  constructor(
    private readonly source: ByteSource,
    private readonly file: Jp2,
  ) {}

  get(band: number, times: number): Promise<Block> {
    const { codestream, from, to } = this.file;
    const bands = bandsWith(band, codestream);
    const key = `${bands} ${times}`;
    const known = this.kept.get(key);
    if (known) return known;
    const block = this.source
      .read(from, to - from)
      .then((data) => decodeBands(data, codestream, bands, times));
    block.catch(() => this.kept.delete(key));
    this.kept.set(key, block);
    return block;
  }

  /** Values of bands together, spread over the picture, without what is transparent. */
  async some(of: readonly number[], alpha: number | null, least: number): Promise<Float64Array> {
    const { codestream } = this.file;
    const side = Math.sqrt((SAMPLED_PIXELS * codestream.width) / codestream.height);
    const level = levelFor(codestream, least, side);
    const clear = alpha === null ? null : await this.values(alpha, level);
    const lists = [];
    for (const band of new Set(of)) {
      const values = await this.values(band, level);
      lists.push(clear ? values.filter((_, i) => clear[i] !== 0) : values);
    }
    return Float64Array.from(lists.flatMap((list) => [...list]));
  }

  clear(): void {
    this.kept.clear();
  }

  private async values(band: number, level: number): Promise<Float64Array> {
    const { values, samples } = await this.get(band, level);
    const count = values.length / samples;
    const every = Math.max(1, Math.floor(count / SAMPLED_PIXELS));
    const at = samples === 1 ? 0 : band;
    return Float64Array.from({ length: Math.ceil(count / every) }, (_, i) =>
      Number(values[i * every * samples + at]),
    );
  }
}

function sizeAt({ width, height }: Codestream, times: number) {
  return { width: halved(width, times), height: halved(height, times) };
}

/** The smallest size that is as wide, of those that the wavelets give. */
function levelFor({ width, levels }: Codestream, least: number, wanted: number): number {
  let level = least;
  while (level < levels && halved(width, level + 1) >= wanted) level++;
  return level;
}

function typeOf({ bits, signed }: Codestream): SampleType {
  if (bits <= 8) return signed ? 'int8' : 'uint8';
  return signed ? 'int16' : 'uint16';
}

function bandsOf({ codestream, colours, order, alpha }: Jp2): BandInfo[] {
  const names = ['Red', 'Green', 'Blue'];
  return Array.from({ length: codestream.components }, (_, band) => {
    const colour = colours === 'rgb' ? names[order.indexOf(band)] : undefined;
    const interpretation = band === alpha?.band ? 'Alpha' : (colour ?? null);
    return { description: null, interpretation };
  });
}

function modelOf({ palette, colours }: Jp2): ColourModel {
  if (palette) return { kind: 'palette', colours: palette };
  if (colours === 'ycc') return { kind: 'ycbcr' };
  return { kind: 'bands', whiteIsZero: false, rgb: colours === 'rgb' };
}
