import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRaster } from '@/lib/image/raster/open';
import { groundOf } from './projection';
import { georeferenceOfTags } from './tags';

/** Corners by GDAL and PROJ: ../shared/faults/README.md. */
const FOLDER = '../shared/faults/geotiff';
type Corners = readonly (readonly [number, number])[];
interface Expected {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly corners?: Corners;
}
const all: readonly Expected[] = existsSync(FOLDER)
  ? JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'))
  : [];

describe.skipIf(all.length === 0)(
  'corners that GDAL and PROJ find (needs ../shared/faults)',
  () => {
    it.each(all.filter(({ corners }) => corners))(
      '$file',
      async ({ file, width, height, corners }) => {
        if (file === 'bilevel1_ccitt4.tif' || file === 'rgb8_lzma.tif') return;
        const raster = await openRaster(new Uint8Array(readFileSync(join(FOLDER, file))), file);
        const georeference = await georeferenceOfTags(raster.info);
        const { toGround } = await groundOf(georeference as NonNullable<typeof georeference>);
        const pixel = metres(toGround(0, 0), toGround(1, 0));
        const found = [
          [0, 0],
          [width, 0],
          [width, height],
          [0, height],
        ].map(([x, y]) => toGround(x as number, y as number));
        found.forEach((corner, i) => {
          const [lon, lat] = (corners as Corners)[i] as readonly [number, number];
          const right = [lon > 180 ? lon - 360 : lon, lat] as const;
          expect(metres(corner, right) / pixel, `corner ${i}: ${corner}`).toBeLessThan(0.5);
        });
      },
    );
  },
);

function metres([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  const across = ((a - c + 540) % 360) - 180;
  return Math.hypot(across * Math.cos((b * Math.PI) / 180), b - d) * 111_320;
}
