import { describe, expect, it } from 'vitest';
import { fieldsOf, numbersOf, textOf } from './protobuf';

const read = (...bytes: number[]) => [...fieldsOf(Uint8Array.from(bytes))];

describe('fieldsOf', () => {
  it('reads numbers up to 64 bits, negative ones too', () => {
    expect(read(0x08, 0x96, 0x01)[0]).toMatchObject({ id: 1, value: 150 });
    const minusTwo = [0xfe, ...Array<number>(8).fill(0xff), 0x01];
    expect(read(0x18, ...minusTwo)[0]).toMatchObject({ id: 3, value: -2 });
  });

  it('reads floats, texts and lists, packed and one by one', () => {
    expect(read(0x15, 0, 0, 0x80, 0x3f)[0]).toMatchObject({ id: 2, value: 1 });
    const [text, packed, single] = read(0x0a, 2, 0x68, 0x69, 0x42, 3, 1, 0x96, 0x01, 0x40, 7);
    expect(text && textOf(text)).toBe('hi');
    expect(packed && numbersOf(packed)).toEqual([1, 150]);
    expect(single && numbersOf(single)).toEqual([7]);
  });

  it.each([
    ['in a number', [0x08, 0x96]],
    ['in bytes', [0x0a, 5, 0x68]],
    ['by a group, which nobody writes any more', [0x0b]],
  ])('throws where the message is broken %s', (_, bytes) => {
    expect(() => read(...bytes)).toThrow(RangeError);
  });
});
