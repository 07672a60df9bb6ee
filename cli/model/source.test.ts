import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckpoint } from './checkpoint/open';
import { openSource } from './checkpoint/source';
import { Hub } from './hub';
import { type ImportOptions, parseOptions } from './options';
import { openModelSource } from './source';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'overlook-source-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function open(...more: string[]) {
  const options = parseOptions(['import', root, '--id', 'some', ...more]) as ImportOptions;
  const signal = new AbortController().signal;
  return openModelSource(options, new Hub({ cache: join(root, 'cache'), signal, env: {} }));
}

function safetensors(...names: string[]): Uint8Array {
  const entries = names.map((name, i) => [
    name,
    { dtype: 'F32', shape: [1], data_offsets: [4 * i, 4 * i + 4] },
  ]);
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(4 * names.length)]);
}

const write = (name: string, content: string | Uint8Array) => writeFile(join(root, name), content);
const map = (weights: Record<string, string>) => JSON.stringify({ weight_map: weights });

describe('a checkpoint that was split', () => {
  const parts = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;

  it('is read from all of its parts', async () => {
    await write(parts[0], safetensors('a', 'b'));
    await write(parts[1], safetensors('c'));
    await write('model.safetensors.index.json', map({ a: parts[0], b: parts[0], c: parts[1] }));
    const { checkpoints } = await open();
    expect(checkpoints).toEqual(parts.map((part) => join(root, part)));
    const sources = await Promise.all(checkpoints.map((path) => openSource(path)));
    expect([...(await readCheckpoint(...sources)).keys()]).toEqual(['a', 'b', 'c']);
    // The same part twice holds the same tensors twice.
    const [first] = sources as [(typeof sources)[0]];
    await expect(readCheckpoint(first, first)).rejects.toMatchObject({ code: 'file-invalid' });
    for (const source of sources) await source.close();
  });

  it('is refused where a part is missing, or the index is no index', async () => {
    await write(parts[0], safetensors('a'));
    await write('model.safetensors.index.json', map({ a: parts[0], c: parts[1] }));
    await expect(open()).rejects.toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining(parts[1]),
    });
    await write('model.safetensors.index.json', '{"weight_map": {"a": 1}}');
    await expect(open()).rejects.toMatchObject({ code: 'file-invalid' });
  });
});

describe('a checkpoint in a folder within', () => {
  beforeEach(async () => {
    await mkdir(join(root, 'b32'));
    await write('config.json', '{"of": "the whole"}');
    await write('b32/model.safetensors', safetensors('a'));
  });

  it('has its own configuration where there is one', async () => {
    const file = ['--file', 'b32/model.safetensors'];
    expect((await open(...file)).files).toEqual({ config: { of: 'the whole' } });
    // One alone is enough: what lies above is of another checkpoint then.
    await write('b32/open_clip_config.json', '{"of": "this"}');
    const { files, name, checkpoints } = await open(...file);
    expect(files).toEqual({ openClip: { of: 'this' } });
    expect(name).toBe('b32/model.safetensors');
    expect(checkpoints).toEqual([join(root, 'b32/model.safetensors')]);
  });

  it('takes small files from beside it, or from above', async () => {
    await write('tokenizer.json', 'above');
    const { read } = await open('--file', 'b32/model.safetensors');
    expect(String(await read('tokenizer.json'))).toBe('above');
    await cp(join(root, 'tokenizer.json'), join(root, 'b32/merges.txt'));
    await write('b32/tokenizer.json', 'beside');
    const again = await open('--file', 'b32/model.safetensors');
    expect(String(await again.read('tokenizer.json'))).toBe('beside');
    expect(await again.read('vocab.json')).toBeNull();
  });
});
