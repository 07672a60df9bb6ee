import { AppError } from '@/lib/errors/errors';
import type { Affine } from './georeference';

/** Endings of world files, by the kind of picture or for any. */
const ENDINGS = /\.(jgw|jpgw|jpegw|pgw|pngw|wpw|webpw|tfw|tifw|gfw|bpw|wld)$/i;

export function isWorldFile(name: string): boolean {
  return ENDINGS.test(name);
}

/** Well-known text of a coordinate system, beside a world file. */
export function isProjectionFile(name: string): boolean {
  return /\.prj$/i.test(name);
}

/**
 * Reads a world file: six lines, which refer to the middle of the upper left pixel.
 * @throws AppError georeference-invalid
 */
export function parseWorldFile(text: string, name = 'The world file'): Affine {
  const lines = text.trim().split(/\s*\r?\n\s*/);
  // Some programs write decimal commas.
  const values = lines.map((line) => Number(line.replace(',', '.')));
  const [a, d, b, e, x, y] = values as [number, number, number, number, number, number];
  if (values.length !== 6 || !values.every(Number.isFinite) || a * e - b * d === 0) {
    throw new AppError(
      'georeference-invalid',
      `${name} is not a world file: it needs six lines with a number each.`,
      'Choose the file that came with the picture, such as picture.jgw or picture.pgw.',
    );
  }
  return { a, b, c: x - (a + b) / 2, d, e, f: y - (d + e) / 2 };
}
