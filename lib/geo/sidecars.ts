import { AppError } from '@/lib/errors/errors';
import type { Georeference } from './georeference';
import { isProjectionFile, isWorldFile, parseWorldFile } from './world-file';

/** A file as browsers hand it over. */
interface NamedFile {
  readonly name: string;
  text(): Promise<string>;
}

/** Files that say where a picture lies, and are none themselves. */
export function isSidecar({ name }: { readonly name: string }): boolean {
  return isWorldFile(name) || isProjectionFile(name);
}

/**
 * What the files beside a picture say of where it lies.
 * @param before what was known; a .prj alone adds to it
 * @returns null where no file says anything
 * @throws AppError georeference-invalid
 */
export async function georeferenceOfFiles(
  files: readonly NamedFile[],
  before: Georeference | null = null,
): Promise<Georeference | null> {
  const world = files.find(({ name }) => isWorldFile(name));
  const projection = files.find(({ name }) => isProjectionFile(name));
  const crs = projection ? (await projection.text()).trim() : (before?.crs ?? null);
  if (world) return { affine: parseWorldFile(await world.text(), world.name), crs };
  if (projection && before) return { ...before, crs };
  if (files.length === 0) return null;
  throw new AppError(
    'georeference-invalid',
    `${files[0]?.name ?? 'The file'} does not say where the picture lies.`,
    'Choose its world file, such as picture.jgw, and the .prj file with it where there is one.',
  );
}
