/** One field of a protobuf message: a number, or bytes that may be a message in turn. */
export interface Field {
  readonly id: number;
  /** Of a varint (two's complement, 64 bits) or a 32-bit float; 0 where `bytes` counts. */
  readonly value: number;
  readonly bytes: Uint8Array;
}

const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];
const NOTHING = new Uint8Array();

/**
 * The fields of a message, in the order in which they lie there; bytes are views.
 * @throws RangeError where the message is cut off or no message
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader = new Reader(message);
  while (!reader.done) {
    const key = reader.varint();
    const id = key >>> 3;
    switch (key & 7) {
      case VARINT:
        yield { id, value: reader.varint(), bytes: NOTHING };
        break;
      case LENGTH:
        yield { id, value: 0, bytes: reader.take(reader.varint()) };
        break;
      case FIXED32:
        yield { id, value: float32(reader.take(4)), bytes: NOTHING };
        break;
      case FIXED64:
        yield { id, value: 0, bytes: reader.take(8) };
        break;
      default:
        throw new RangeError(`a field of wire type ${key & 7}`);
    }
  }
}

/** The numbers of a repeated field: one a field, or all packed into one. */
export function numbersOf({ value, bytes }: Field): number[] {
  if (bytes.length === 0) return [value];
  const reader = new Reader(bytes);
  const numbers: number[] = [];
  while (!reader.done) numbers.push(reader.varint());
  return numbers;
}

const decoder = new TextDecoder();

export function textOf({ bytes }: Field): string {
  return decoder.decode(bytes);
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value += (byte & 127) * factor;
      // Negative numbers are written as 64 bits: what is near 2^64 is a little below zero.
      if (byte < 128) return value >= 2 ** 63 ? this.negative() : value;
    }
    throw new RangeError('a number is cut off');
  }

  /** The number of ten bytes that was just read, to the bit. */
  private negative(): number {
    let value = 0n;
    for (let i = 1; i <= 10; i++) {
      value = (value << 7n) | BigInt((this.bytes[this.at - i] as number) & 127);
    }
    return Number(BigInt.asIntN(64, value));
  }

  take(length: number): Uint8Array {
    const from = this.at;
    this.at += length;
    if (length < 0 || this.at > this.bytes.length) throw new RangeError('a field is cut off');
    return this.bytes.subarray(from, this.at);
  }
}

function float32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
}
