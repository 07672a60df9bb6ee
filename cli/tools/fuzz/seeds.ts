import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** A photograph in the public domain that ships. */
export const PHOTOGRAPH = 'public/galleries/aerial/images/airplane_00.webp';

export interface Seed {
  name: string;
  bytes: Uint8Array;
}

/** Files that sharp does not write (fixtures/README.md). */
const GDALS = ['zstd.tif', 'lerc-deflate.tif', 'lerc-float.tif'];

/** Those of the reader's own tests: 32 x 24 px. */
const JPEG_2000 = ['rgb.jp2', 'rgba.jp2', 'tiles.jp2', 'grey16.jp2', 'palette.jp2', 'rgb.j2k'];

/** Small, so that most of a file is header; not square, so that turned or swapped sizes are seen. */
const SIZE = { width: 96, height: 64 };

/** Files of one photograph, in the formats and kinds that are read. @param photograph its path */
export async function seeds(photograph: string): Promise<Seed[]> {
  const picture = sharp(await readFile(photograph)).resize(SIZE.width, SIZE.height, {
    fit: 'fill',
  });
  const from = () => picture.clone();
  const grey16 = () => from().greyscale().toColourspace('grey16');
  const made: Record<string, Sharp> = {
    'baseline.jpg': from().jpeg(),
    'progressive.jpg': from().jpeg({ progressive: true }),
    'restarts-444.jpg': from().jpeg({ chromaSubsampling: '4:4:4', optimiseCoding: false }),
    'turned.jpg': from().withMetadata({ orientation: 6 }).jpeg(),
    'cmyk.jpg': from().toColourspace('cmyk').jpeg(),
    'rgb.png': from().png(),
    'palette.png': from().png({ palette: true, colours: 16 }),
    'interlaced.png': from().png({ progressive: true }),
    'grey16.png': grey16().png(),
    'alpha.png': from().ensureAlpha(0.5).png(),
    'lossy.webp': from().webp(),
    'lossless.webp': from().webp({ lossless: true }),
    'plain.gif': from().gif(),
    'plain.avif': from().avif({ effort: 0 }),
    'plain.tif': from().tiff({ compression: 'none' }),
    'lzw.tif': from().tiff({ compression: 'lzw', predictor: 'horizontal' }),
    'deflate-tiles.tif': from().tiff({
      compression: 'deflate',
      tile: true,
      tileWidth: 32,
      tileHeight: 32,
    }),
    'packbits.tif': from().tiff({ compression: 'packbits' }),
    'jpeg.tif': from().tiff({ compression: 'jpeg' }),
    'lzw-pyramid.tif': from().tiff({
      compression: 'lzw',
      pyramid: true,
      tile: true,
      tileWidth: 32,
      tileHeight: 32,
    }),
    'webp.tif': from().tiff({ compression: 'webp' }),
  };
  const written = await Promise.all(
    Object.entries(made).map(async ([name, file]) => ({
      name,
      bytes: new Uint8Array(await file.toBuffer()),
    })),
  );
  const kept = await Promise.all(
    [
      ...GDALS.map((name) => `fixtures/${name}`),
      ...JPEG_2000.map((name) => `../../../lib/image/raster/jp2/fixtures/${name}`),
    ].map(async (path) => ({
      name: basename(path),
      bytes: new Uint8Array(await readFile(new URL(path, import.meta.url))),
    })),
  );
  return [...written, ...kept];
}
