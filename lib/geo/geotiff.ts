import type { GeoTIFFImage, TypedArray } from 'geotiff';
import { AppError } from '@/lib/errors/errors';
import type { RgbaImage } from '@/lib/image/types';
import type { Georeference } from './georeference';

/** Most pixels of a picture, as everywhere. */
const MOST_PIXELS = 100e6;
/** What is darker or brighter than all but these shares of more than 8 bits is cut off. */
const TAILS = 0.02;

export interface Tiff {
  readonly image: RgbaImage;
  /** Null for a TIFF without tags of where it lies. */
  readonly georeference: Georeference | null;
}

/** Whether a file begins as TIFF or BigTIFF do. */
export function isTiff(bytes: Uint8Array): boolean {
  const mark = String.fromCharCode(...bytes.subarray(0, 4));
  return mark === 'II*\0' || mark === 'MM\0*' || mark === 'II+\0' || mark === 'MM\0+';
}

/**
 * Reads the first picture of a TIFF: its first three bands as colours, or the one as grey. More than 8 bits are
 * stretched between the 2nd and 98th percentile. geotiff is loaded when this is first called.
 * @throws AppError image-truncated | image-too-large | image-unsupported
 */
export async function readTiff(bytes: ArrayBuffer, name: string): Promise<Tiff> {
  const { fromArrayBuffer } = await import('geotiff');
  const image = await fromArrayBuffer(bytes)
    .then((tiff) => tiff.getImage())
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (width * height > MOST_PIXELS) {
    throw new AppError(
      'image-too-large',
      `${name} has ${width} x ${height} px.`,
      'Cut it into parts of at most 8,192 x 8,192 px.',
    );
  }
  const pixels = await colorsOf(image, name);
  return { image: { width, height, data: pixels }, georeference: georeferenceOf(image) };
}

async function colorsOf(
  image: GeoTIFFImage,
  name: string,
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const count = image.getWidth() * image.getHeight();
  const bands = await bandsOf(image).catch((cause: unknown) => {
    throw damaged(name, cause);
  });
  const [first] = bands;
  if (!first) throw damaged(name);
  const bytes = bands.every((band) => band instanceof Uint8Array);
  const [low, high] = bytes ? [0, 255] : spread(bands);
  const scale = 255 / (high - low || 1);
  const pixels = new Uint8ClampedArray(count * 4);
  for (let c = 0; c < 3; c++) {
    const band = bands[bands.length === 3 ? c : 0] as TypedArray;
    for (let i = 0; i < count; i++) pixels[i * 4 + c] = ((band[i] as number) - low) * scale;
  }
  for (let i = 3; i < pixels.length; i += 4) pixels[i] = 255;
  return pixels;
}

/** Three bands, or one where there are no three. Palettes, YCbCr and CMYK become RGB. */
async function bandsOf(image: GeoTIFFImage): Promise<TypedArray[]> {
  const photometric = image.fileDirectory.getValue('PhotometricInterpretation') as
    | number
    | undefined;
  const isColorSpace = photometric !== undefined && photometric > 2;
  if (isColorSpace)
    return [...((await image.readRGB({ interleave: false })) as unknown as TypedArray[])].slice(
      0,
      3,
    );
  const samples = image.getSamplesPerPixel() >= 3 ? [0, 1, 2] : [0];
  return [
    ...((await image.readRasters({ samples, interleave: false })) as unknown as TypedArray[]),
  ];
}

/** Where the bulk of the values lies, over all bands together: the balance of the colours stays. */
function spread(bands: readonly TypedArray[]): [number, number] {
  const every = Math.max(1, Math.floor((bands[0]?.length ?? 1) / 20_000));
  const values = bands
    .flatMap((band) =>
      Array.from({ length: Math.floor(band.length / every) }, (_, i) => band[i * every] as number),
    )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return [at(TAILS), at(1 - TAILS)];
}

function georeferenceOf(image: GeoTIFFImage): Georeference | null {
  const keys = image.getGeoKeys();
  const code = keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey;
  // 32767: defined by the user, in ways of its own.
  const crs = typeof code === 'number' && code !== 32767 ? `EPSG:${code}` : null;
  try {
    const matrix = image.fileDirectory.getValue('ModelTransformation') as number[] | undefined;
    if (matrix) {
      const [a, b, , c, d, e, , f] = Array.from(matrix) as number[];
      return { affine: { a, b, c, d, e, f } as Georeference['affine'], crs };
    }
    const [x, y] = image.getOrigin() as [number, number];
    const [across, down] = image.getResolution() as [number, number];
    return { affine: { a: across, b: 0, c: x, d: 0, e: down, f: y }, crs };
  } catch {
    return null;
  }
}

function damaged(name: string, cause?: unknown): AppError {
  return new AppError(
    'image-truncated',
    `${name} cannot be read as a TIFF: it is damaged, or of a kind that is not known here.`,
    'Save it again as GeoTIFF or PNG and try that.',
    { cause },
  );
}
