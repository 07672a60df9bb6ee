import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { SelectionReport } from './files';
import { envelopeOf, geometryBlob } from './geopackage/geometry';
import { writeGeoPackage } from './geopackage/write';
import { selectionKml } from './kml';

const folder = mkdtempSync(join(tmpdir(), 'overlook-places-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REPORT: SelectionReport = {
  gallery: 'g',
  title: 'Häuser & <Höfe>',
  attribution: 'Somebody',
  license: 'CC0-1.0',
  link: 'https://example.org/?q=port&k=3',
  items: [
    {
      item: {
        id: 'x0-y0',
        file: 'a.tif/x0-y0',
        width: 256,
        height: 256,
        corners: [
          [10, 51],
          [11, 51.1],
          [11, 50],
          [10, 50],
        ],
        bbox: [10, 50, 11, 51.1],
        part: { of: 'a.tif', x: 0, y: 0, width: 256, height: 256 },
        captions: ['Ships, "many" \u0007 & <more>.'],
        tags: ['sea', 'ship'],
        groundWidth: 128.5,
      },
      similarity: 0.31415,
    },
    { item: { id: 'nowhere', file: 'b.webp', width: 1, height: 1 } },
    { item: { id: 'spot', file: 'c.webp', width: 2, height: 1, bbox: [-70, -33, -70, -33] } },
    { item: { id: 'across', file: 'd.webp', width: 2, height: 1, bbox: [179, 0, -179, 1] } },
  ],
};

describe('KML', () => {
  const kml = selectionKml(REPORT);

  it('has a placemark each item that lies somewhere, with what is known of it', () => {
    expect(kml.match(/<Placemark /g)).toHaveLength(3);
    expect(kml).toContain('<name>Häuser &amp; &lt;Höfe&gt;</name>');
    expect(kml).toContain('q=port&amp;k=3');
    expect(kml).toContain('<Data name="similarity"><value>0.3141</value></Data>');
    expect(kml).toContain('Ships, &quot;many&quot;  &amp; &lt;more&gt;.');
    expect(kml).toContain('<Point><coordinates>-70,-33</coordinates></Point>');
    expect(kml.match(/<MultiGeometry>.*<\/MultiGeometry>/)?.[0].match(/<Polygon>/g)).toHaveLength(
      2,
    );
  });

  it.skipIf(spawnSync('ogrinfo', ['--version']).error)('is read by GDAL', () => {
    const path = join(folder, 'places.kml');
    writeFileSync(path, kml);
    const { stdout } = spawnSync('ogrinfo', ['-al', '-ro', path], { encoding: 'utf8' });
    expect(stdout).toContain('Feature Count: 3');
    expect(stdout).toMatch(/POLYGON .*\(\(10 50/);
  });
});

describe('a GeoPackage', () => {
  it('stores a geometry with its header and its envelope', () => {
    const blob = geometryBlob({ type: 'Point', coordinates: [11.5, 48.25] });
    const view = new DataView(blob.buffer);
    expect([...blob.subarray(0, 4)]).toEqual([0x47, 0x50, 0, 3]);
    expect(view.getUint32(4, true)).toBe(4326);
    expect([8, 16, 24, 32].map((at) => view.getFloat64(at, true))).toEqual([
      11.5, 11.5, 48.25, 48.25,
    ]);
    expect([blob[40], view.getUint32(41, true)]).toEqual([1, 1]);
    expect([view.getFloat64(45, true), view.getFloat64(53, true)]).toEqual([11.5, 48.25]);
    expect(blob).toHaveLength(61);
    expect(envelopeOf({ type: 'Point', coordinates: [1, 2] })).toEqual([1, 2, 1, 2]);
  });

  it('is an SQLite file that another program reads', async () => {
    const path = join(folder, 'places.gpkg');
    writeFileSync(path, writeGeoPackage(await initSqlJs(), REPORT));
    const script = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
one = lambda sql: db.execute(sql).fetchall()
print(json.dumps({
  'application': one('PRAGMA application_id')[0][0], 'version': one('PRAGMA user_version')[0][0],
  'sound': one('PRAGMA integrity_check')[0][0], 'keys': one('PRAGMA foreign_key_check'),
  'contents': one('SELECT table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents'),
  'columns': one('SELECT * FROM gpkg_geometry_columns'),
  'items': one('SELECT id, caption, tags, similarity, scene, x, ground_width, length(geom) FROM items'),
}))`;
    const { stdout, error, stderr } = spawnSync('python3', ['-c', script, path], {
      encoding: 'utf8',
    });
    if (error) return; // No Python here: GDAL below, or nothing.
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      application: 0x47504b47,
      version: 10300,
      sound: 'ok',
      keys: [],
      contents: [['items', 'features', 'Häuser & <Höfe>', -180, -33, 180, 51.1, 4326]],
      columns: [['items', 'geom', 'GEOMETRY', 4326, 0, 0]],
      items: [
        ['x0-y0', 'Ships, "many" \u0007 & <more>.', 'sea, ship', 0.3141, 'a.tif', 0, 128.5, 133],
        ['spot', null, null, null, null, null, null, 61],
        ['across', null, null, null, null, null, null, expect.any(Number)],
      ],
    });
  });

  it.skipIf(spawnSync('ogrinfo', ['--version']).error)('is read by GDAL', async () => {
    const path = join(folder, 'read.gpkg');
    writeFileSync(path, writeGeoPackage(await initSqlJs(), REPORT));
    const { stdout, stderr } = spawnSync('ogrinfo', ['-al', '-ro', path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('Feature Count: 3');
    expect(stdout).toContain('ID["EPSG",4326]');
    expect(stdout).toMatch(/POLYGON \(\(10 50,/);
    expect(stdout).toContain('POINT (-70 -33)');
    expect(stdout).toContain('MULTIPOLYGON');
  });
});
