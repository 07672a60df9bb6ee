import type { FileMetaData } from 'hyparquet';
import { AppError } from '@/lib/errors/errors';

interface GeoColumn {
  readonly encoding?: string;
  readonly crs?: {
    readonly id?: { readonly authority?: string; readonly code?: string | number };
  } | null;
}

/** Systems whose numbers are degrees of longitude and latitude as we take them. */
const DEGREES = ['OGC:CRS84', 'EPSG:4326'];

/**
 * Name of the geometry by a file's GeoParquet metadata; undefined where it has none, or one that is not WKB.
 * @throws AppError file-invalid where its coordinates are no longitudes and latitudes
 */
export function geometryColumn(file: string, metadata: FileMetaData): string | undefined {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value;
  if (!text) return undefined;
  let geo: { primary_column?: string; columns?: Record<string, GeoColumn> };
  try {
    geo = JSON.parse(text);
  } catch {
    return undefined;
  }
  const name = geo.primary_column;
  const column = name === undefined ? undefined : geo.columns?.[name];
  if (column?.encoding !== 'WKB') return undefined;
  const id = column.crs?.id;
  const crs = id ? `${id.authority}:${id.code}` : undefined;
  if (column.crs && !(crs !== undefined && DEGREES.includes(crs))) {
    throw new AppError(
      'file-invalid',
      `The geometries of ${file} are in ${crs ?? 'a system of their own'}, not in longitudes and latitudes.`,
      'Bring them to EPSG:4326 first, for example with ogr2ogr -t_srs EPSG:4326.',
    );
  }
  return name;
}
