import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from './open';
import { PickleError, unpickle } from './pickle';
import { openSource } from './source';
import { floatsOf, fromHalf, toHalf } from './tensors';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlook-checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readBytes(bytes: Uint8Array) {
  const path = join(folder, 'checkpoint');
  await writeFile(path, bytes);
  const source = await openSource(path, 'checkpoint');
  try {
    return await readCheckpoint(source);
  } finally {
    await source.close();
  }
}

function safetensors(header: object | string, data: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(data)]);
}

const tensor = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  it('are read by what their header says', async () => {
    const read = await readBytes(
      safetensors({ a: tensor([2, 3], 0, 24), __metadata__: { by: 'x' } }, 24),
    );
    expect([...read.keys()]).toEqual(['a']);
    expect(read.get('a')?.shape).toEqual([2, 3]);
  });

  it.each([
    ['ends before its tensors', { a: tensor([8], 0, 32) }, 16],
    ['has tensors that overlap', { a: tensor([4], 0, 16), b: tensor([4], 8, 24) }, 24],
    ['has a shape of another size', { a: tensor([5], 0, 16) }, 16],
    ['has a shape below nothing', { a: tensor([-4], 0, 16) }, 16],
    ['has offsets that go backwards', { a: tensor([4], 16, 0) }, 16],
    ['has a header that is not JSON', '{"a": ', 16],
  ])('are refused where it %s', async (_, header, data) => {
    await expect(readBytes(safetensors(header, data))).rejects.toMatchObject({
      code: 'file-invalid',
    });
  });

  it('are refused where the header claims more than there is', async () => {
    const bytes = Buffer.from(safetensors({ a: tensor([1], 0, 4) }, 4));
    bytes.writeBigUInt64LE(2n ** 60n);
    await expect(readBytes(bytes)).rejects.toMatchObject({ code: 'file-invalid' });
  });
});

describe('a pickle', () => {
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const nothing = { globals: {}, persistent: () => null };

  it('gives dictionaries, lists, texts and numbers', () => {
    // {'a': (1, True), 'b': [-2, 300]}
    const value = unpickle(
      bytes('\x80\x02}(X\x01\0\0\0aK\x01\x88\x86X\x01\0\0\0b](J\xfe\xff\xff\xffM\x2c\x01eu.'),
      nothing,
    );
    expect(value).toEqual(
      new Map<string, unknown>([
        ['a', [1, true]],
        ['b', [-2, 300]],
      ]),
    );
  });

  it.each([
    ['os.system', '\x80\x02cos\nsystem\nX\x04\0\0\0echo\x85R.'],
    ['builtins.eval', '\x80\x04\x8c\x08builtins\x8c\x04eval\x93\x8c\x011\x85R.'],
    // On every object of JavaScript.
    ['constructor.', '\x80\x02cconstructor\n\n)R.'],
  ])('runs nothing: %s is refused by name', (name, text) => {
    expect(() => unpickle(bytes(text), nothing)).toThrow(PickleError);
    expect(() => unpickle(bytes(text), nothing)).toThrow(name);
  });

  it.each([
    '',
    '\x80\x02',
    '\x80\x02X\xff\xff\xff\xffa',
    '\x80\x02h\x05.',
    '\x80\x02R.',
    '\x80\x02\xfe.',
  ])('is refused where it is broken: %j', (text) => {
    expect(() => unpickle(bytes(text), nothing)).toThrow(PickleError);
  });

  it('is refused in a checkpoint, with the name of what it wanted to run', async () => {
    const pickle = bytes('\x80\x02cos\nsystem\nX\x04\0\0\0echo\x85R.');
    await expect(readBytes(stored('archive/data.pkl', pickle))).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining('os.system'),
    });
  });
});

it.each([
  ['an old pickle', Buffer.from('\x80\x02}q\0.', 'latin1')],
  ['a text', Buffer.from('not a checkpoint at all')],
  ['a pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n')],
  ['an archive of something else', Buffer.from(stored('readme.txt', Buffer.from('hello')))],
  ['nothing', Buffer.alloc(0)],
])('refuses %s', async (_, bytes) => {
  await expect(readBytes(bytes)).rejects.toMatchObject({ code: 'file-invalid' });
});

describe('halves', () => {
  it('go to numbers and back, every one of them', () => {
    for (let half = 0; half < 0x7c00; half++) {
      expect(toHalf(fromHalf(half))).toBe(half);
      expect(toHalf(fromHalf(half | 0x8000))).toBe(half | 0x8000);
    }
    expect(fromHalf(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(toHalf(Number.NaN) & 0x7c00).toBe(0x7c00);
    expect(toHalf(1e6)).toBe(0x7c00);
  });

  it('are rounded to the nearest', () => {
    expect(fromHalf(toHalf(1 + 2 ** -12))).toBe(1);
    expect(fromHalf(toHalf(1 + 3 * 2 ** -12))).toBe(1 + 2 ** -10);
    expect(fromHalf(toHalf(2 ** -25 * 1.5))).toBe(2 ** -24);
  });

  it('are read as floats, brain floats too', async () => {
    const of = (dtype: 'F16' | 'BF16', values: number[]) =>
      floatsOf({
        dtype,
        shape: [values.length],
        read: async () => new Uint8Array(Uint16Array.from(values).buffer),
      });
    expect([...(await of('F16', [0x3c00, 0xc000]))]).toEqual([1, -2]);
    expect([...(await of('BF16', [0x3f80, 0xc000]))]).toEqual([1, -2]);
  });
});

/** A zip of one stored file. */
function stored(name: string, content: Uint8Array): Uint8Array {
  const file = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(file.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(file.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + file.length, 12);
  end.writeUInt32LE(local.length + file.length + content.length, 16);
  return Buffer.concat([local, file, content, central, file, end]);
}
