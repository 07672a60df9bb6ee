import { AppError, reportOf } from '@/lib/errors/errors';
import type { Georeference } from '@/lib/geo/georeference';
import { type ToGround, toWgs84 } from '@/lib/geo/projection';
import { georeferenceOfFiles, isSidecar } from '@/lib/geo/sidecars';
import { georeferenceOfTags } from '@/lib/geo/tags';
import { openInWorker, type RemoteRaster } from '@/lib/image/decoder/decoder';
import { isRaster } from '@/lib/image/raster/is-raster';
import { ontoWhite } from '@/lib/image/raster/open';
import type { BandChoice, BandWish } from '@/lib/image/raster/types';
import { sniffImage } from '@/lib/image/sniff';
import type { Crop } from '@/lib/image/types';
import type { Source, SourceFile } from '../sources/types';
import type { ChipOptions, SceneInfo } from '../types';
import { chipsOf, LEAST_SIDE } from './chips';
import { metresPerPixel, placeOf } from './place';

/** Chips of one gallery at most: more embeddings than a page should hold. */
const MOST_CHIPS = 250_000;
/** Of a file that is no TIFF its first bytes say how large it is. */
const HEAD = 1 << 20;

/**
 * Scenes as a source of chips. GeoTIFFs are opened and not read: of each chip its own window is read, when its turn
 * comes. JPEG and PNG are decoded whole. World files and .prj files belong to the scene of their name.
 *
 * @param wish bands that are shown in place of the reader's own, of scenes that have such bands
 * @throws AppError file-missing where there is no scene | image-… | file-invalid where the chips are too many or their
 * size cannot be known
 */
export async function sourceOfScenes(
  files: readonly File[],
  chips: ChipOptions,
  wish?: BandWish | null,
): Promise<Source> {
  const pictures = files.filter((file) => !isSidecar(file));
  const [first] = pictures;
  if (!first) {
    throw new AppError(
      'file-missing',
      'There is no scene among these files.',
      'Choose a GeoTIFF or JPEG 2000; or a JPEG or PNG, with its world file beside it.',
    );
  }
  const scenes: SceneInfo[] = [];
  const found: SourceFile[] = [];
  for (const picture of pictures) {
    const beside = files.filter((file) => isSidecar(file) && stem(file) === stem(picture));
    const opened = await openScene(picture, beside, wish ?? null);
    scenes.push(opened.info);
    for (const part of chipsOf(opened.info, sideOf(opened.info, chips), chips.overlap)) {
      found.push(chipOf(picture, part, opened));
    }
    if (found.length > MOST_CHIPS) throw tooMany(found.length);
  }
  const name = stem(first) + (pictures.length > 1 ? ` and ${pictures.length - 1} more` : '');
  return {
    kind: 'scene',
    name,
    files: found,
    scenes,
    chips,
    ...(wish && { wish }),
    inBands: (other) => sourceOfScenes(files, chips, other),
  };
}

interface OpenedScene {
  readonly info: SceneInfo;
  readonly toGround: ToGround | null;
  /** Where the visitor chose the bands. */
  readonly choice: BandChoice | null;
}

async function openScene(
  file: File,
  beside: readonly File[],
  wish: BandWish | null,
): Promise<OpenedScene> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  let size: { readonly width: number; readonly height: number };
  let where: Georeference | null = null;
  let problem: string | undefined;
  let shown: SceneInfo['shown'];
  let chosen: BandChoice | null = null;
  if (isRaster(head)) {
    const raster = await openInWorker(file, file.name);
    try {
      size = raster.info;
      chosen = wish && (await raster.choose(wish).catch(() => null));
      shown = shownOf(raster.info, chosen);
      where = await georeferenceOfTags(raster.info).catch((error: unknown) => {
        problem = reportOf(error).message;
        return null;
      });
    } finally {
      raster.close();
    }
  } else {
    size = sniffImage(head, file.name);
  }
  const { width, height } = size;
  let toGround: ToGround | null = null;
  try {
    if (beside.length > 0) where = await georeferenceOfFiles(beside, where);
    toGround = where && (await toWgs84(where));
    toGround?.(width / 2, height / 2);
  } catch (error) {
    problem = reportOf(error).message;
    toGround = null;
  }
  const metres = toGround && metresPerPixel(size, toGround);
  return {
    toGround,
    choice: chosen,
    info: {
      file: file.name,
      width,
      height,
      ...(metres && { metresPerPixel: metres }),
      ...(where?.crs && { crs: where.crs }),
      ...(shown && { shown, ...(shown.bands.length > 3 && { bands: bandsOf(shown) }) }),
      ...(problem && { problem }),
    },
  };
}

/** Which bands are shown of what there is; undefined where there is nothing to choose. */
function shownOf(info: RemoteRaster['info'], chosen: BandChoice | null): SceneInfo['shown'] {
  const { bands, basis, sensor } = info;
  const choice = chosen ?? info.choice;
  return choice ? { bands, choice, basis: chosen ? null : basis, sensor } : undefined;
}

/** In words: `bands 4, 3, 2 of 12 (Sentinel-2, B1 to B12)`. */
function bandsOf({ choice, bands, basis, sensor }: NonNullable<SceneInfo['shown']>): string {
  const shown = [choice.red, choice.green, choice.blue].map((band) => band + 1);
  const why = basis === null ? ' (chosen)' : sensor ? ` (${sensor})` : '';
  return `bands ${[...new Set(shown)].join(', ')} of ${bands.length}${why}`;
}

/** @throws AppError file-invalid */
function sideOf({ file, metresPerPixel: metres }: SceneInfo, { size, unit }: ChipOptions): number {
  if (unit === 'px') return Math.max(LEAST_SIDE, Math.round(size));
  if (metres) return Math.max(LEAST_SIDE, Math.round(size / metres));
  throw new AppError(
    'file-invalid',
    `Where ${file} lies on the ground is not known, so nothing says how many pixels ${size} m are.`,
    'Give the size of the chips in pixels, or choose the world file and the .prj file beside the scene as well.',
  );
}

function chipOf(file: File, part: Crop, { toGround, choice }: OpenedScene): SourceFile {
  const { x, y } = part;
  return {
    path: `${file.name}/x${x}-y${y}`,
    open: async () => file,
    part,
    ...(choice && { choice }),
    about: () => ({
      width: part.width,
      height: part.height,
      part: { of: file.name, ...part },
      ...(toGround && placeOf(part, toGround)),
    }),
    picture: () => pictureOfChip(file, part, choice),
  };
}

/** The scene that a chip was cut out of last stays open: the next is of the same as a rule. */
let held: { readonly file: File; readonly raster: Promise<RemoteRaster> } | undefined;

async function pictureOfChip(file: File, part: Crop, choice: BandChoice | null): Promise<File> {
  const name = `${stem(file)}-x${part.x}-y${part.y}.png`;
  const canvas = new OffscreenCanvas(part.width, part.height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new AppError('internal', 'There is no canvas here.', 'Reload the page.');
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (isRaster(head)) {
    if (held?.file !== file) {
      void held?.raster.then((raster) => raster.close()).catch(() => {});
      held = { file, raster: openInWorker(file, file.name) };
    }
    const { width, height, data } = ontoWhite(
      await (await held.raster).read(part, choice ? { choice } : {}),
    );
    context.putImageData(new ImageData(data, width, height), 0, 0);
  } else {
    const bitmap = await createImageBitmap(file, part.x, part.y, part.width, part.height);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
  }
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
}

function stem({ name }: { readonly name: string }): string {
  return name.replace(/(\.aux)?\.[^.]+$/, '');
}

function tooMany(count: number): AppError {
  return new AppError(
    'file-invalid',
    `That would be more than ${count} chips, more than a page can hold.`,
    'Choose larger chips, less overlap, or a part of the scene.',
  );
}
