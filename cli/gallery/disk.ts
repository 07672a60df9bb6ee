import { readFile, stat } from 'node:fs/promises';
import { AppError } from '@/lib/errors/errors';
import type { Readable } from './source';
import { reasonOf } from './walk';

/**
 * A file on the disk as an item's content.
 * @param file as messages name it
 */
export function onDisk(file: string, path: string): Readable {
  const failed = (cause: unknown): never => {
    throw unreadable(file, cause);
  };
  return {
    async state() {
      const found = await stat(path).catch(failed);
      if (found.isFile()) return { bytes: found.size, changed: found.mtimeMs };
      return failed(found.isDirectory() ? { code: 'EISDIR' } : { message: 'it is not a file' });
    },
    read: () => readFile(path).catch(failed),
  };
}

function unreadable(file: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    const advice = 'Add it to the folder.';
    return new AppError('file-missing', `${file} is not there.`, advice, { cause });
  }
  return new AppError(
    'file-missing',
    `${file} cannot be read: ${reasonOf(cause)}.`,
    'Allow reading it, or copy it again.',
    { cause },
  );
}
