import { csvCell } from '@/lib/csv/csv';
import type { GalleryItem } from '@/lib/gallery/types';
import { geometryOf } from './geometry';

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

/** As CSV (RFC 4180), a line an item; where any of them lies somewhere, with the box around each, in degrees. */
export function selectionCsv({ items }: SelectionReport): string {
  const placed = hasPlaces({ items });
  const lines = items.map(({ item, similarity }) =>
    [
      csvCell(item.id),
      csvCell(item.file),
      csvCell(item.category ?? ''),
      item.width,
      item.height,
      similarity === undefined ? '' : similarity.toFixed(4),
      csvCell(item.captions?.[0] ?? ''),
      ...(placed ? (item.bbox?.map((side) => Number(side.toFixed(7))) ?? NOWHERE) : []),
    ].join(','),
  );
  const columns = `id,file,category,width,height,similarity,caption${placed ? ',west,south,east,north' : ''}`;
  return `${[columns, ...lines].join('\r\n')}\r\n`;
}

const NOWHERE = ['', '', '', ''];

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

/** One file name an item, a line each. */
export function selectionNames(items: readonly SelectedItem[]): string {
  return items.map(({ item }) => item.file).join('\n');
}
