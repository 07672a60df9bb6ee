import { csvCell } from '@/lib/csv/csv';
import type { GalleryItem } from '@/lib/gallery/types';

/** What a list of selected items says beside the items. */
export interface SelectionReport {
  readonly gallery: string;
  readonly title: string;
  readonly attribution: string;
  readonly license: string;
  /** Address of the search that the selection was made in. */
  readonly link: string;
  readonly items: readonly SelectedItem[];
}

export interface SelectedItem {
  readonly item: GalleryItem;
  /** Cosine with the query of `link`, where its answer holds the item. */
  readonly similarity?: number | undefined;
}

/** As CSV (RFC 4180), a line an item. */
export function selectionCsv({ items }: SelectionReport): string {
  const lines = items.map(({ item, similarity }) =>
    [
      csvCell(item.id),
      csvCell(item.file),
      csvCell(item.category ?? ''),
      item.width,
      item.height,
      similarity === undefined ? '' : similarity.toFixed(4),
      csvCell(item.captions?.[0] ?? ''),
    ].join(','),
  );
  return `${['id,file,category,width,height,similarity,caption', ...lines].join('\r\n')}\r\n`;
}

/** As JSON: where the items come from, and each with all that the gallery says of it. */
export function selectionJson({ items, ...from }: SelectionReport): string {
  const rows = items.map(({ item, similarity }) => ({
    ...item,
    ...(similarity !== undefined && { similarity: Number(similarity.toFixed(4)) }),
  }));
  return `${JSON.stringify({ ...from, count: rows.length, items: rows }, null, 1)}\n`;
}

/** Whether it can say where any of its items lies. */
export function hasPlaces({ items }: Pick<SelectionReport, 'items'>): boolean {
  return items.some(({ item }) => item.corners || item.bbox);
}

/** As GeoJSON (RFC 7946): the footprint of each item that says where it lies, in degrees of WGS 84. */
export function selectionGeoJson({ items, ...from }: SelectionReport): string {
  const features = items.flatMap(({ item, similarity }) => {
    const geometry = geometryOf(item);
    if (!geometry) return [];
    const { corners: _, bbox, captions, ...rest } = item;
    return {
      type: 'Feature',
      id: item.id,
      ...(bbox && { bbox }),
      geometry,
      properties: {
        ...rest,
        ...(captions?.[0] && { caption: captions[0] }),
        ...(similarity !== undefined && { similarity: Number(similarity.toFixed(4)) }),
      },
    };
  });
  return `${JSON.stringify({ type: 'FeatureCollection', ...from, features }, null, 1)}\n`;
}

/** A footprint, or the point that a camera noted; null where nobody knows. */
function geometryOf(item: SelectedItem['item']) {
  const { corners, bbox } = item;
  if (!corners && bbox && bbox[0] === bbox[2] && bbox[1] === bbox[3]) {
    return { type: 'Point', coordinates: [bbox[0], bbox[1]] };
  }
  const ring = ringOf(item);
  return ring && { type: 'Polygon', coordinates: [ring] };
}

/** Anticlockwise and closed, as the standard wants it. Nine decimals are a tenth of a millimetre. */
function ringOf({ corners, bbox }: SelectedItem['item']) {
  const points = corners ?? (bbox && cornersOf(bbox));
  if (!points) return null;
  const ring = points.map(
    ([lon, lat]) => [Number(lon.toFixed(9)), Number(lat.toFixed(9))] as const,
  );
  const area = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as (typeof ring)[number];
    return sum + x * nextY - nextX * y;
  }, 0);
  if (area < 0) ring.reverse();
  return [...ring, ring[0] as (typeof ring)[number]];
}

function cornersOf([west, south, east, north]: NonNullable<SelectedItem['item']['bbox']>) {
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ] as const;
}

/** One file name an item, a line each. */
export function selectionNames(items: readonly SelectedItem[]): string {
  return items.map(({ item }) => item.file).join('\n');
}
