import { readFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import type { DataItem } from './dataset';

/**
 * An image file as the encoder's input.
 * @throws AppError file-missing | image-…, its message names the file
 */
export async function readPixelValues(item: DataItem, spec: ImageSpec): Promise<PixelValues> {
  return toPixelValues(await decodeImage(await readBytes(item), item.file), spec);
}

/** @throws AppError file-missing, its message names the file */
export async function readBytes({ path, file }: DataItem): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    // The file as the captions name it, not its path: this gets into reports that are published.
    const message = `${file} ${missing ? 'is not there' : 'cannot be opened'}.`;
    const advice = `Put it there, or take ${file} out of the captions file.`;
    throw new AppError('file-missing', message, advice, { cause });
  }
}
