import { indexInvalid } from '../invalid';

/** What the head of an index file says. */
export interface HnswHeader {
  /** Vectors in it, and the most it was made for. */
  readonly size: number;
  readonly capacity: number;
  readonly dim: number;
  readonly M: number;
}

const HEADER_BYTES = 56;

/**
 * Reads the head of a file that hnswlib's 32-bit build wrote, and walks the file to its end: hnswlib itself
 * accepts a file of another dimension without an error and then gives meaningless results.
 *
 * Layout, little endian: offset of level 0, capacity, size, bytes an element, offset of the label, offset of
 * the vector, top level, entry point, maxM, maxM0, M (uint32 each), float64, efConstruction (uint32); the
 * elements; and for each element the bytes of its upper links (uint32) with those.
 *
 * @throws AppError index-invalid where the file is no index, is cut short or has something behind it
 */
export function readHnswHeader(bytes: Uint8Array): HnswHeader {
  if (bytes.length < HEADER_BYTES) throw indexInvalid('is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (field: number): number => view.getUint32(4 * field, true);
  const [capacity, size, element, label, vector, maxM0, M] = [1, 2, 3, 4, 5, 9, 10].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const dim = (label - vector) / 4;
  const sound =
    at(0) === 0 &&
    size <= capacity &&
    element === label + 4 &&
    vector === 4 * maxM0 + 4 &&
    M >= 1 &&
    Number.isInteger(dim) &&
    dim >= 1 &&
    (size === 0 || at(7) < size);
  if (!sound) throw indexInvalid('is not an index');
  let end = HEADER_BYTES + size * element;
  for (let i = 0; i < size; i++) {
    if (end + 4 > bytes.length) throw indexInvalid('is cut short');
    end += 4 + view.getUint32(end, true);
  }
  if (end !== bytes.length) {
    throw indexInvalid(end > bytes.length ? 'is cut short' : 'holds more than an index');
  }
  return { size, capacity, dim, M };
}
