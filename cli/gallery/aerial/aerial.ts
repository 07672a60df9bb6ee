import { dirname, join } from 'node:path';
import { type Built, buildFrom } from '../build';
import type { AerialOptions } from '../options';
import { aerialQueries } from './queries';
import { aerialSource } from './source';

/**
 * Makes the gallery that ships first: UC Merced Land Use, with classes, labels and sentences of our own.
 * @throws AppError file-missing | file-invalid | as build
 */
export async function aerial(options: AerialOptions, signal: AbortSignal): Promise<Built> {
  const { from, out, id, publicDir } = options;
  const cache = join(dirname(publicDir), '.cache/aerial');
  const source = await aerialSource(from, join(out, id), cache, signal);
  const queries = await aerialQueries();
  return buildFrom(source, { ...options, kind: 'build', folder: from, queries }, signal);
}
