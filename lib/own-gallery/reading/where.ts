import type { GalleryItem } from '@/lib/gallery/types';
import { isRaster } from '@/lib/image/raster/is-raster';
import { sniffImage } from '@/lib/image/sniff';
import { placeOf } from '../scene/place';

/** Where and when a picture was taken. */
export type Where = Pick<GalleryItem, 'bbox' | 'corners' | 'groundWidth' | 'date'>;

/** Of a file its first bytes hold what the camera says. */
const HEAD = 1 << 18;

/**
 * What a file says of where and when it was taken: a camera's notes (EXIF) in JPEG and PNG, the tags of a GeoTIFF.
 * @returns nothing where it says nothing, or what it says is not certain
 */
export async function whereOf(file: Blob, name: string): Promise<Where> {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    if (isRaster(head)) return await footprintOf(file, name);
    const { place, taken } = sniffImage(head, name);
    const [lon, lat] = place ?? [];
    return {
      ...(lon !== undefined && lat !== undefined && { bbox: [lon, lat, lon, lat] as const }),
      ...(taken && { date: taken }),
    };
  } catch {
    return {};
  }
}

async function footprintOf(file: Blob, name: string): Promise<Where> {
  const [{ openRaster }, { georeferenceOfTags }, { toWgs84 }] = await Promise.all([
    import('@/lib/image/raster/open'),
    import('@/lib/geo/tags'),
    import('@/lib/geo/projection'),
  ]);
  const { info, close } = await openRaster(file, name);
  try {
    const found = await georeferenceOfTags(info);
    if (!found) return {};
    const { width, height } = info;
    return placeOf({ x: 0, y: 0, width, height }, await toWgs84(found));
  } finally {
    close();
  }
}
