import { AppError } from '@/lib/errors/errors';

/** Error of both decoders for a file with a valid header whose pixels cannot all be decoded. */
export function damaged(name = 'The image', cause?: unknown): AppError {
  return new AppError(
    'image-truncated',
    `${name} cannot be decoded to its end: the file is cut short or damaged.`,
    'Download or copy it again; if it opens in a picture viewer, save it as PNG and try that.',
    { cause },
  );
}
