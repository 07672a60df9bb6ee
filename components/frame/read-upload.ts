import type { Query } from '@/lib/engine/protocol';
import { AppError } from '@/lib/errors/errors';
import type { Georeference } from '@/lib/geo/georeference';
import { isTiff, readTiff, type Tiff } from '@/lib/geo/geotiff';
import { georeferenceOfFiles, isSidecar } from '@/lib/geo/sidecars';
import { sniffImage } from '@/lib/image/sniff';

/** An image that the visitor brought. It lives in this tab's memory and nowhere else. */
export interface Upload {
  readonly name: string;
  /** What can be shown of it: the file, or of a TIFF a PNG. */
  readonly file: Blob;
  /** Object URL of that. */
  readonly url: string;
  /** Made once a file: the engine knows the image by its bytes' identity. */
  readonly query: Query;
  /** Px, after EXIF rotation; null where the file does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Where it lies on the ground, where its tags or a file beside it say so. */
  readonly georeference?: Georeference | null;
}

/** Past this a file is not an image that anybody means to search with, bytes. */
const MOST_BYTES = 500e6;

/**
 * Reads the first picture of these files, and the world file beside it. TIFF, which browsers do not read, becomes PNG.
 * @returns null where there are no files
 * @throws AppError image-… | georeference-invalid
 */
export async function readUpload(files: readonly File[]): Promise<Upload | null> {
  const file = files.find((candidate) => !isSidecar(candidate)) ?? files[0];
  if (!file) return null;
  if (file.size > MOST_BYTES) {
    throw new AppError(
      'image-too-large',
      `${file.name} has ${Math.round(file.size / 1e6)} MB.`,
      'Save a smaller copy of it, or cut out the part you mean.',
    );
  }
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    // A folder, or a file that has gone meanwhile.
    throw new AppError(
      'image-not-image',
      `${file.name} cannot be read.`,
      'Choose an image file; a folder is made into a gallery by npm run gallery.',
      { cause },
    );
  });
  const name = file.name || 'Pasted image';
  const beside = files.filter((other) => other !== file && isSidecar(other));
  const said = await georeferenceOfFiles(beside);
  if (!isTiff(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)))) {
    return {
      name,
      file,
      url: URL.createObjectURL(file),
      query: { kind: 'image', bytes, name },
      size: sizeOf(bytes),
      georeference: said,
    };
  }
  const { image, georeference } = await readTiff(bytes, name);
  const png = await pngOf(image);
  return {
    name,
    file: png,
    url: URL.createObjectURL(png),
    query: { kind: 'image', bytes: await png.arrayBuffer(), name },
    size: { width: image.width, height: image.height },
    georeference: said ?? georeference,
  };
}

/** What its header says; whatever is wrong with it the engine will tell. */
function sizeOf(bytes: ArrayBuffer): Upload['size'] {
  try {
    const { width, height } = sniffImage(new Uint8Array(bytes));
    return { width, height };
  } catch {
    return null;
  }
}

/** What every part of the page can show and the engine decodes, to the same pixels. */
async function pngOf({ width, height, data }: Tiff['image']): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('internal', 'There is no canvas here.', 'Reload the page.');
  context.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
