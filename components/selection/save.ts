import { AppError } from '@/lib/errors/errors';
import type { GalleryItem } from '@/lib/gallery/types';
import {
  type SelectionReport,
  selectionCsv,
  selectionGeoJson,
  selectionJson,
} from '@/lib/selection/files';
import { selectionGeoPackage } from '@/lib/selection/geopackage/geopackage';
import { selectionKml } from '@/lib/selection/kml';
import { zipOf } from '@/lib/zip/zip';

export type SaveKind = 'csv' | 'json' | 'geojson' | 'kml' | 'gpkg' | 'zip';

/** Pictures that are fetched for one archive at most: it is made in memory. */
const ZIP_MAX = 2000;

/**
 * The selection as a file.
 * @param imageUrl address of an item's picture
 * @param onPicture called with the number of pictures that are in the archive
 * @throws AppError file-invalid where there are too many pictures | asset-missing where none can be fetched, or the
 * program that writes GeoPackages cannot
 */
export async function fileOf(
  kind: SaveKind,
  report: SelectionReport,
  imageUrl: (item: GalleryItem) => string,
  onPicture: (done: number) => void,
): Promise<Blob> {
  if (kind === 'csv') return new Blob([selectionCsv(report)], { type: 'text/csv' });
  if (kind === 'json') return new Blob([selectionJson(report)], { type: 'application/json' });
  if (kind === 'geojson') {
    return new Blob([selectionGeoJson(report)], { type: 'application/geo+json' });
  }
  if (kind === 'kml') {
    return new Blob([selectionKml(report)], { type: 'application/vnd.google-earth.kml+xml' });
  }
  if (kind === 'gpkg') {
    const bytes = await selectionGeoPackage(report);
    return new Blob([bytes], { type: 'application/geopackage+sqlite3' });
  }
  if (report.items.length > ZIP_MAX) {
    throw new AppError(
      'file-invalid',
      `An archive holds at most ${ZIP_MAX} pictures; ${report.items.length} are selected.`,
      'Select fewer, or export the list as CSV or JSON.',
    );
  }
  return zipOf(filesOf(report, imageUrl, onPicture));
}

/** Pictures, then the lists: those say which pictures could not be fetched. */
async function* filesOf(
  report: SelectionReport,
  imageUrl: (item: GalleryItem) => string,
  onPicture: (done: number) => void,
) {
  const missing: string[] = [];
  let done = 0;
  for (const { item } of report.items) {
    const content = item.image === false ? null : await bytesOf(imageUrl(item));
    if (content) yield { name: `images/${item.file}`, content };
    else missing.push(item.id);
    onPicture(++done);
  }
  if (missing.length === report.items.length) {
    throw new AppError(
      'asset-missing',
      'None of these pictures could be fetched.',
      'Check the connection and try again, or export the list as CSV or JSON.',
    );
  }
  const manifest = JSON.parse(selectionJson(report)) as Record<string, unknown>;
  yield {
    name: 'manifest.json',
    content: `${JSON.stringify({ ...manifest, missing }, null, 1)}\n`,
  };
  yield { name: 'manifest.csv', content: selectionCsv(report) };
}

async function bytesOf(address: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(address);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
