import { expect, it } from 'vitest';
import { textOf } from './text';

const LINE = '{"filename": "grün.jpg"}';

it('reads UTF-8, with a byte order mark and without', () => {
  const bytes = new TextEncoder().encode(LINE);
  expect(textOf(bytes, 'a')).toBe(LINE);
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes), 'a')).toBe(LINE);
});

it('reads UTF-16 of both orders where a mark says so', () => {
  const little = Buffer.from(`\ufeff${LINE}`, 'utf16le');
  expect(textOf(little, 'a')).toBe(LINE);
  expect(textOf(Buffer.from(little).swap16(), 'a')).toBe(LINE);
});

it('refuses what is neither, by its name', () => {
  expect(() => textOf(Uint8Array.of(0x22, 0xfc, 0x22), 'captions.jsonl')).toThrow(
    expect.objectContaining({
      code: 'file-invalid',
      message: expect.stringContaining('captions.jsonl'),
    }),
  );
});
