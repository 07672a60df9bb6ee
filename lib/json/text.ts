import { AppError } from '@/lib/errors/errors';

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so, as Windows' editors write it.
 * @param name of the file, for messages
 * @returns without the byte order mark
 * @throws AppError file-invalid where it is neither
 */
export function textOf(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  const encoding = first === 0xfe && second === 0xff ? 'utf-16be' : marked;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('file-invalid', `${name} is not text in UTF-8.`, 'Save it as UTF-8.', {
      cause,
    });
  }
}
