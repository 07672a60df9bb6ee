/** Thrown inside sniffing where a file ends before its header does. */
export class EndOfBytes extends Error {}

/** Thrown inside sniffing where a header contradicts its own format. */
export class BrokenHeader extends Error {}

/** Thrown inside sniffing for an image of a kind that cannot be read. */
export class UnsupportedKind extends Error {}

/** Numbers out of bytes, every read checked against the end. */
export class Bytes {
  private readonly view: DataView;

  constructor(readonly data: Uint8Array) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get length(): number {
    return this.data.length;
  }

  u8(at: number): number {
    return this.view.getUint8(this.checked(at, 1));
  }

  u16(at: number, little = false): number {
    return this.view.getUint16(this.checked(at, 2), little);
  }

  u24(at: number, little = false): number {
    const [a, b, c] = [this.u8(at), this.u8(at + 1), this.u8(at + 2)];
    return little ? a | (b << 8) | (c << 16) : (a << 16) | (b << 8) | c;
  }

  u32(at: number, little = false): number {
    return this.view.getUint32(this.checked(at, 4), little);
  }

  /** As a number: exact below 2^53, past every file's end above. */
  u64(at: number, little = false): number {
    return Number(this.view.getBigUint64(this.checked(at, 8), little));
  }

  /** Latin-1 text; shorter where the bytes end. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.data.subarray(at, at + length));
  }

  /** Whether the bytes at `at` are those of the text; false past the end. */
  is(at: number, text: string): boolean {
    return this.text(at, text.length) === text;
  }

  slice(at: number, end: number): Bytes {
    return new Bytes(this.data.subarray(at, end));
  }

  private checked(at: number, length: number): number {
    if (at < 0 || at + length > this.data.length) throw new EndOfBytes();
    return at;
  }
}
