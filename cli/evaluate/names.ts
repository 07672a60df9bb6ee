import { readFileSync } from 'node:fs';
import { partedName } from '@/lib/categories/parted';
import { AppError } from '@/lib/errors/errors';

/** How a category or label of the data is called in a sentence. */
export type NameOf = (name: string) => string;

/** The name with its words parted. */
export const NAMES_PARTED: NameOf = partedName;

/**
 * Names that a file gives, others with their words parted.
 * @param path of `{"<category or label>": "<its name>"}`
 * @throws AppError file-missing | file-invalid
 */
export function readNames(path: string): NameOf {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code !== undefined;
    throw new AppError(
      missing ? 'file-missing' : 'file-invalid',
      missing ? `The names ${path} cannot be read.` : `${path} is not JSON.`,
      ADVICE,
      { cause },
    );
  }
  const isNames =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((name) => typeof name === 'string' && name.trim() !== '');
  if (!isNames) throw new AppError('file-invalid', `${path} is not a file of names.`, ADVICE);
  const names = new Map(Object.entries(value as Record<string, string>));
  return (name) => names.get(name)?.trim() ?? partedName(name);
}

const ADVICE = 'A file for --names looks like this: {"golfcourse": "golf course"}';
