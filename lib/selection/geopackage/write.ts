import type { Database, SqlJs } from 'sql.js';
import type { SelectionReport } from '../files';
import { geometryOf } from '../geometry';
import { ATTRIBUTES, attributesOf } from '../places';
import { envelopeOf, geometryBlob, WGS84 } from './geometry';

/** The table of the items. */
const TABLE = 'items';
const WKT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** The tables that a GeoPackage 1.3 must have (OGC 12-128r18), and the one of the items. */
const SCHEMA = `
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', ${WGS84}, 'EPSG', ${WGS84}, '${WKT}', 'longitude and latitude in degrees'), ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE ${TABLE} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, ${Object.entries(
  ATTRIBUTES,
)
  .map(([name, type]) => `"${name}" ${type}`)
  .join(', ')});
`;

/**
 * The items that lie somewhere, as a GeoPackage: an SQLite file that QGIS, ArcGIS and GDAL read.
 * @param sql the database program, opened by the caller: a worker's and Node's is found in different ways
 */
export function writeGeoPackage(sql: SqlJs, report: SelectionReport): Uint8Array<ArrayBuffer> {
  const database = new sql.Database();
  try {
    database.exec(SCHEMA);
    const box = writeItems(database, report);
    const { title, attribution, license, link } = report;
    const about = `${attribution}. Licence: ${license}. ${link}`;
    database.run(
      'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [TABLE, 'features', title || TABLE, about, ...box, WGS84],
    );
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [
      TABLE,
      'geom',
      'GEOMETRY',
      WGS84,
    ]);
    return database.export();
  } finally {
    database.close();
  }
}

/** @returns west, south, east, north around all of them */
function writeItems(database: Database, { items }: SelectionReport): (number | null)[] {
  const names = Object.keys(ATTRIBUTES);
  const marks = ['?', ...names.map(() => '?')].join(', ');
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const insert = database.prepare(`INSERT INTO ${TABLE} (geom, ${quoted}) VALUES (${marks})`);
  let box: readonly number[] | null = null;
  database.exec('BEGIN');
  for (const selected of items) {
    const geometry = geometryOf(selected.item);
    if (!geometry) continue;
    const values = attributesOf(selected).map(([, value]) => value);
    insert.run([geometryBlob(geometry), ...values]);
    const own = envelopeOf(geometry);
    box = own.map((side, i) => (i < 2 ? Math.min : Math.max)(side, box?.[i] ?? side));
  }
  database.exec('COMMIT');
  insert.free();
  return box ? [...box] : [null, null, null, null];
}
