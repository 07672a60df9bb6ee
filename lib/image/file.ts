import { AppError } from '@/lib/errors/errors';

/**
 * The bytes of a picture's file.
 *
 * @throws AppError image-not-image where it cannot be read: it is a folder, or was moved or changed since it was chosen
 */
export async function bytesOfFile(file: Blob, name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError(
      'image-not-image',
      `${name} cannot be read.`,
      'If it was moved or changed, choose it again; a folder is made into a gallery by npm run gallery.',
      { cause },
    );
  }
}
