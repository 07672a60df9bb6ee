import { AppError } from '@/lib/errors/errors';
import { FORMATS_READ } from '@/lib/image/formats/names';
import type { Source } from './sources/types';

/** Of an import without pictures whose model this site does not have. */
export function otherModel(title: string, model: string): AppError {
  return new AppError(
    'model-mismatch',
    `"${title}" was embedded by a model or a version ("${model}") that this site does not have.`,
    'Export it again with its pictures: they can be read anew.',
  );
}

/** Of a source without pictures. */
export function nothingIn({ name, kind }: Source): AppError {
  return new AppError(
    'file-missing',
    kind === 'files'
      ? 'There is no picture among these files.'
      : `There is no picture in "${name}".`,
    `Choose a folder or a ZIP that holds ${FORMATS_READ} files; subfolders are looked into.`,
  );
}

/** Of a gallery that the browser's storage cannot take. */
export function noRoom(cause: unknown): AppError {
  return new AppError(
    'storage-full',
    'The browser has no room for another gallery.',
    'Free space on the disk, or forget a gallery that is no longer needed, then open this one again.',
    { cause },
  );
}
