import type { Crop, RgbaImage } from '../types';

/** How values become 0..255: `low` and below is black, `high` and above is full. One stretch for all three colours keeps their balance. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** Which bands are shown as which colour, counted from 0. The same band three times is grey. */
export interface BandChoice {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly stretch: Stretch;
}

/** What somebody wants to see in place of the reader's own choice. Without a stretch, the reader's rule for these bands. */
export interface BandWish extends Omit<BandChoice, 'stretch'> {
  readonly stretch?: Stretch;
}

/** Why the bands were chosen so: what the file says, by descriptions of its bands, by the order of a known sensor, or as they come. */
export type ChoiceBasis = 'interpretation' | 'descriptions' | 'sensor' | 'order';

export interface BandInfo {
  /** As the file describes it, such as `B4` or `Near infrared`; null where it does not. */
  readonly description: string | null;
  readonly interpretation: string | null;
}

export type SampleType =
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64';

/** Tags of where a picture lies, as they stand in the file; lib/geo makes a georeference of them. */
export interface GeoTags {
  /** By number, as in the GeoTIFF standard: 1024 is the type of the model. */
  readonly keys: ReadonlyMap<number, number | string | readonly number[]>;
  /** Units a px: across, down, up. */
  readonly pixelScale: readonly number[] | null;
  /** Six numbers each: column, row, 0, x, y, z. */
  readonly tiePoints: readonly number[] | null;
  /** 4 x 4, row-major. */
  readonly transformation: readonly number[] | null;
}

export interface RasterInfo {
  readonly format: 'tiff' | 'jp2';
  /** Px, upright. */
  readonly width: number;
  readonly height: number;
  /** As in EXIF, 1..8: how the stored picture is turned to stand upright. */
  readonly orientation: number;
  readonly type: SampleType;
  /** Bits a sample that are used, such as 12. */
  readonly bits: number;
  readonly bands: readonly BandInfo[];
  /** The value that stands for nothing, may be NaN; null where the file names none. */
  readonly nodata: number | null;
  /** What takes part of the picture away: a band, a mask, or nothing. */
  readonly transparency: 'band' | 'mask' | null;
  /** Null where there is nothing to choose: palettes, YCbCr, CMYK. */
  readonly choice: BandChoice | null;
  readonly basis: ChoiceBasis | null;
  /** A sensor whose order of bands was taken, such as `Sentinel-2, 10 m`. */
  readonly sensor: string | null;
  readonly geo: GeoTags | null;
}

export interface ReadOptions {
  /** Px of what is given back; the window's own size where absent. Each takes the mean of the pixels that it covers. */
  readonly size?: { readonly width: number; readonly height: number };
  /** In place of the one in `info`. */
  readonly choice?: BandChoice;
  readonly signal?: AbortSignal;
}

/** An opened TIFF of which windows are read: it is never held as a whole. */
export interface Raster {
  readonly info: RasterInfo;
  /**
   * @param window whole px of the upright picture
   * @returns RGBA, not premultiplied; alpha 0 where there is nothing (nodata, masks). {@link ontoWhite} makes it opaque, as the encoder takes it
   * @throws AppError image-truncated | image-too-large | cancelled
   */
  read(window: Crop, options?: ReadOptions): Promise<RgbaImage>;
  /**
   * What a wish comes to: the stretch that belongs to its bands. For {@link ReadOptions.choice}.
   * @throws AppError parameter-invalid where the file has no such bands, or nothing to choose
   */
  choose(wish: BandWish): Promise<BandChoice>;
  close(): void;
}
