import { AppError } from '@/lib/errors/errors';

/** What both decoders say of a file whose header is sound and whose pixels cannot all be had. */
export function damaged(name = 'The image', cause?: unknown): AppError {
  return new AppError(
    'image-truncated',
    `${name} cannot be decoded to its end: the file is cut short or damaged.`,
    'Download or copy it again; if it opens in a picture viewer, save it as PNG and try that.',
    { cause },
  );
}
