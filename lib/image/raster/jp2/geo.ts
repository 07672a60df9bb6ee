import { sourceOf } from '../source';
import { readDirectories } from '../tiff/directory';
import { geoTagsOf } from '../tiff/metadata';
import { WANTED } from '../tiff/tags';
import type { GeoTags } from '../types';

/** GeoTIFF's key for what a coordinate is of, and its value for the middle of a pixel. */
const [RASTER_TYPE, MIDDLES] = [1025, 2];

/**
 * Where a picture lies by its GeoJP2 box, which is a TIFF without a picture.
 * @param scale px of the stored picture a px of the one that is read, across and down
 * @returns null where there is no box, or it is broken
 */
export async function geoTagsIn(
  tiff: Uint8Array<ArrayBuffer> | null,
  scale: number,
): Promise<GeoTags | null> {
  const found = tiff && (await readDirectories(sourceOf(tiff), WANTED).catch(() => null));
  const tags = found?.all[0] && geoTagsOf(found.all[0]);
  if (!tags || scale === 1) return tags ?? null;
  // Corners of pixels are scaled; where coordinates are of their middles, these lie half a pixel further.
  const half = tags.keys.get(RASTER_TYPE) === MIDDLES ? 0.5 : 0;
  const moved = (value: number) => (value + half) / scale - half;
  const shift = half * scale - half;
  return {
    ...tags,
    pixelScale: tags.pixelScale?.map((value, axis) => (axis < 2 ? value * scale : value)) ?? null,
    tiePoints: tags.tiePoints?.map((value, i) => (i % 6 < 2 ? moved(value) : value)) ?? null,
    transformation:
      tags.transformation?.map((value, i, all) => {
        if (i % 4 < 2) return value * scale;
        if (i % 4 === 2) return value;
        return value + shift * ((all[i - 3] ?? 0) + (all[i - 2] ?? 0));
      }) ?? null,
  };
}
