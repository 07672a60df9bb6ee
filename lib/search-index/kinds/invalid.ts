import { AppError } from '@/lib/errors/errors';

/** An index file, of any kind, that cannot be used. @param what is wrong: `is cut short` */
export function indexInvalid(what: string, cause?: unknown): AppError {
  return new AppError(
    'index-invalid',
    `The index file of the gallery ${what}.`,
    'Searching works without it; build the gallery again (npm run gallery -- build) to make it anew.',
    { cause },
  );
}
