import type { GalleryItem } from '@/lib/gallery/types';
import type { RasterInfo } from '@/lib/image/raster/types';
import { sniffImage } from '@/lib/image/sniff';
import { placeOf } from '../scene/place';

/** Where and when a picture was taken. */
export type Where = Pick<GalleryItem, 'bbox' | 'corners' | 'groundWidth' | 'date'>;

/** Of a file its first bytes hold what the camera says. */
const HEAD = 1 << 18;

/**
 * What a camera noted (EXIF, in JPEG and PNG) of where and when it took a picture.
 * @returns nothing where it says nothing, or what it says is not certain
 */
export async function whereOf(file: Blob, name: string): Promise<Where> {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
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

/** Where the tags of a GeoTIFF say that it lies; nothing where they say nothing, or what is not understood. */
export async function footprintOf(info: RasterInfo): Promise<Where> {
  try {
    const [{ georeferenceOfTags }, { toWgs84 }] = await Promise.all([
      import('@/lib/geo/tags'),
      import('@/lib/geo/projection'),
    ]);
    const found = await georeferenceOfTags(info);
    if (!found) return {};
    const { width, height } = info;
    return placeOf({ x: 0, y: 0, width, height }, await toWgs84(found));
  } catch {
    return {};
  }
}
