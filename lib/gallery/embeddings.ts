import { AppError } from '@/lib/errors/errors';
import { dequantizeRows, quantizeRows } from '@/lib/vector/vector';
import { BYTES_OF, type EmbeddingsFile, type GalleryManifest } from './types';

/**
 * Embeddings from their file: little endian, row-major.
 *
 * @param rows how many the gallery has (items, or captions)
 * @returns [rows * dim], normalized; a view of `bytes` where it can be
 * @throws AppError gallery-invalid where the size does not fit or a value is no number
 */
export function readEmbeddings(
  bytes: Uint8Array,
  dtype: EmbeddingsFile['dtype'],
  dim: number,
  rows: number,
): Float32Array {
  const width = BYTES_OF[dtype];
  if (bytes.length !== rows * dim * width) {
    throw invalid(`hold ${bytes.length} bytes where ${rows * dim * width} belong`);
  }
  if (dtype === 'int8') {
    return dequantizeRows(new Int8Array(bytes.slice().buffer), dim);
  }
  if (dtype === 'int16') return dequantizeRows(new Int16Array(bytes.slice().buffer), dim);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const matrix = new Float32Array(aligned.buffer, aligned.byteOffset, rows * dim);
  if (matrix.some(Number.isNaN)) throw invalid('hold values that are not numbers');
  return matrix;
}

/** Bytes that {@link readEmbeddings} reads. @param matrix [rows * dim], normalized rows */
export function writeEmbeddings(
  matrix: Float32Array,
  dtype: EmbeddingsFile['dtype'],
  dim: number,
): Uint8Array {
  const values =
    dtype === 'float32' ? matrix : quantizeRows(matrix, dim, dtype === 'int8' ? 8 : 16);
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** All captions in the order of their embeddings, each with the row of its item. */
export function captionsOf(gallery: GalleryManifest): { text: string; row: number }[] {
  return gallery.items.flatMap((item, row) => (item.captions ?? []).map((text) => ({ text, row })));
}

function invalid(what: string): AppError {
  return new AppError(
    'gallery-invalid',
    `The embeddings of the gallery ${what}.`,
    'Build the gallery again (npm run gallery -- build); if you did not make it, tell whoever runs this site.',
  );
}
