import type { Encoder } from '@/lib/encoder/encoder';
import { toWholePixelValues } from '@/lib/image/preprocess';
import type { PixelValues, RgbaImage } from '@/lib/image/types';
import { patchRectangles, type Rectangle } from '@/lib/patches/grid';
import { cosineMatrix } from '@/lib/patches/relevance';
import { smoothRows } from '@/lib/patches/smooth';
import { windowRectangles } from '@/lib/patches/windows';
import type { MosaicView, Parts } from './localization';
import { cutOut, joinTiles, pixelsOf } from './mosaic-image';
import { MOSAIC_SIDE, mosaicTiles } from './mosaics';

/** Tiles along a side of the grid that does not fit the mosaic's. */
const UNALIGNED_SIDE = 4;
const CROP_BATCH = 8;

/** Milliseconds of encoding that a mosaic takes by each method. */
export interface MosaicTimes {
  readonly dense: number;
  readonly windows: number;
  readonly tiles: number;
}

/** Windows of one and of one and a half tiles, overlapping by half. */
function windowsOf(side: number): Rectangle[] {
  const tile = side / MOSAIC_SIDE;
  return [tile, 1.5 * tile].flatMap((window) => windowRectangles(side, side, window, window / 2));
}

/**
 * Encodes a mosaic by every method.
 * @param tiles what the encoder sees of the nine images
 * @param tileEmbeddings their embeddings, known already
 * @param prompts normalized text embeddings of the categories' prompts
 */
export async function viewMosaic(
  encoder: Encoder,
  tiles: readonly PixelValues[],
  tileEmbeddings: readonly Float32Array[],
  prompts: readonly Float32Array[],
): Promise<{ view: MosaicView; times: MosaicTimes }> {
  const { image: spec, dim } = encoder.model;
  const mosaic = joinTiles(tiles.map((tile) => pixelsOf(tile, spec)));
  const side = mosaic.width;
  const area = { x: 0, y: 0, width: side, height: side };
  const cosinesOf = (embeddings: readonly Float32Array[]): Float32Array => {
    const rows = new Float32Array(embeddings.length * dim);
    embeddings.forEach((embedding, i) => {
      rows.set(embedding, i * dim);
    });
    return cosineMatrix(rows, prompts, dim);
  };

  const input = spec.dynamic ? side : spec.size;
  const [dense, denseTime] = await timed(async () => {
    const [whole] = await encoder.encodeImages([toWholePixelValues(mosaic, spec, input, input)]);
    if (!whole) throw new RangeError('the encoder gave nothing back');
    return whole;
  });

  // A window that is one of the tiles has that tile's embedding; it is not encoded again.
  const own = mosaicTiles(side);
  const windows = windowsOf(side);
  const grid = { rows: UNALIGNED_SIDE, cols: UNALIGNED_SIDE };
  const unaligned = patchRectangles(grid, area);
  const isTile = (window: Rectangle) => own.findIndex((tile) => sameRectangle(tile, window));
  const crops = [...windows.filter((window) => isTile(window) < 0), ...unaligned];
  const [encoded, cropTime] = await timed(() => encodeCrops(encoder, mosaic, crops));
  const perCrop = cropTime / crops.length;

  let next = 0;
  const take = () => encoded[next++] as Float32Array;
  const windowEmbeddings = windows.map((window) => tileEmbeddings[isTile(window)] ?? take());
  const parts = (places: readonly Rectangle[], embeddings: readonly Float32Array[]): Parts => ({
    places,
    cosines: cosinesOf(embeddings),
  });
  return {
    view: {
      side,
      dense: {
        grid: dense.grid,
        places: patchRectangles(dense.grid, area),
        cosines: cosineMatrix(smoothRows(dense.patches, dense.grid, dim), prompts, dim),
      },
      windows: parts(windows, windowEmbeddings),
      tiles: parts(own, tileEmbeddings),
      unaligned: parts(unaligned, unaligned.map(take)),
    },
    times: { dense: denseTime, windows: perCrop * windows.length, tiles: perCrop * own.length },
  };
}

async function encodeCrops(
  encoder: Encoder,
  image: RgbaImage,
  crops: readonly Rectangle[],
): Promise<Float32Array[]> {
  const { image: spec } = encoder.model;
  const inputs = crops.map((crop) =>
    toWholePixelValues(cutOut(image, crop), spec, spec.size, spec.size),
  );
  const embeddings: Float32Array[] = [];
  for (let start = 0; start < inputs.length; start += CROP_BATCH) {
    const encoded = await encoder.encodeImages(inputs.slice(start, start + CROP_BATCH));
    for (const { embedding } of encoded) embeddings.push(embedding);
  }
  return embeddings;
}

function sameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
