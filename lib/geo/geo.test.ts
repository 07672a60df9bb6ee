import { describe, expect, it } from 'vitest';
import { onGround } from './georeference';
import { toWgs84 } from './projection';
import { isProjectionFile, isWorldFile, parseWorldFile } from './world-file';

describe('world files', () => {
  it('refer to the middle of the upper left pixel', () => {
    const affine = parseWorldFile('2\r\n0\r\n0\r\n-2\r\n500001\r\n5599999\r\n');
    expect(onGround(affine, 0.5, 0.5)).toEqual({ x: 500001, y: 5599999 });
    expect(onGround(affine, 0, 0)).toEqual({ x: 500000, y: 5600000 });
    expect(onGround(affine, 10, 5)).toEqual({ x: 500020, y: 5599990 });
  });

  it.each(['', '1\n2\n3', '1\n0\n0\nx\n0\n0', '0\n0\n0\n0\n5\n5'])('are refused: %j', (text) => {
    expect(() => parseWorldFile(text)).toThrow(
      expect.objectContaining({ code: 'georeference-invalid' }),
    );
  });

  it('are known by their names', () => {
    expect(['a.jgw', 'a.PGW', 'a.tfw', 'a.wld'].every(isWorldFile)).toBe(true);
    expect(isWorldFile('a.jpg')).toBe(false);
    expect(isProjectionFile('a.prj')).toBe(true);
  });
});

describe('to longitude and latitude', () => {
  const affine = { a: 1, b: 0, c: 500_000, d: 0, e: -1, f: 0 };

  it('takes UTM by its code', async () => {
    // The central meridian of zone 33 is 15° E; 500 km east of the false origin is on it, 0 m north is the equator.
    const toGround = await toWgs84({ affine, crs: 'EPSG:32633' });
    const [lon, lat] = toGround(0, 0);
    expect(lon).toBeCloseTo(15, 9);
    expect(lat).toBeCloseTo(0, 9);
    // A kilometre north, on the meridian: 1000 / 0.9996 m along it.
    expect(toGround(0, -1000)[1]).toBeCloseTo(0.0090473, 5);
  });

  it('takes Web Mercator, WGS84 and the text of a .prj file', async () => {
    const mercator = await toWgs84({
      affine: { ...affine, c: 20037508.342789244 },
      crs: 'EPSG:3857',
    });
    // The date line is 180° East and West.
    expect(Math.abs(mercator(0, 0)[0])).toBeCloseTo(180, 9);
    const degrees = await toWgs84({ affine: { ...affine, c: 8 }, crs: 'EPSG:4326' });
    expect(degrees(1, 2)).toEqual([9, -2]);
    const prj =
      'PROJCS["WGS_1984_UTM_Zone_33N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    expect((await toWgs84({ affine, crs: prj }))(0, 0)[0]).toBeCloseTo(15, 9);
  });

  it('takes degrees for degrees where nobody says, and asks where they are none', async () => {
    expect((await toWgs84({ affine: { ...affine, c: 8 }, crs: null }))(1, 2)).toEqual([9, -2]);
    const metres = await toWgs84({ affine, crs: null });
    expect(() => metres(0, 0)).toThrow(expect.objectContaining({ code: 'georeference-invalid' }));
  });

  it.each(['EPSG:99999', 'nonsense'])('refuses what it does not know: %s', async (crs) => {
    await expect(toWgs84({ affine, crs })).rejects.toMatchObject({ code: 'georeference-invalid' });
  });
});
