import { EndOfBytes } from '../bytes';

/** A file that is read by ranges: a Blob of the page, bytes in memory, or whatever else can give a range. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** Exactly these bytes. @throws EndOfBytes where the file ends before */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** @param data a Blob is read by ranges, bytes are looked into without a copy */
export function sourceOf(data: Blob | Uint8Array<ArrayBuffer>): ByteSource {
  const size = data instanceof Uint8Array ? data.length : data.size;
  return {
    size,
    async read(offset, length) {
      if (!(offset >= 0 && length >= 0 && offset + length <= size)) throw new EndOfBytes();
      if (data instanceof Uint8Array) return data.subarray(offset, offset + length);
      return new Uint8Array(await data.slice(offset, offset + length).arrayBuffer());
    },
  };
}
