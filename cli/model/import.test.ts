import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseModelManifest } from '@/lib/model/manifest';
import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { tinyVocabulary } from './fixtures/vocabulary';
import { importModel } from './import';
import { listModels, removeModel, verifyModel } from './manage';
import { type ImportOptions, parseOptions } from './options';

const TINY = 'cli/model/fixtures/clip-tiny';
const FILES = [
  'model.safetensors',
  'pytorch_model.bin',
  'open_clip_pytorch_model.bin',
  'flax_model.msgpack',
];
const signal = new AbortController().signal;

let root: string;
let publicDir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'overlook-import-'));
  publicDir = join(root, 'public');
  await mkdir(publicDir);
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A folder as the hub would have it, with one of the checkpoint's formats. */
async function folderWith(file: string): Promise<string> {
  const folder = join(root, 'tiny-clip');
  await mkdir(folder, { recursive: true });
  for (const name of [file, 'config.json']) await cp(join(TINY, name), join(folder, name));
  const { vocab, merges } = tinyVocabulary();
  await writeFile(join(folder, 'vocab.json'), vocab);
  await writeFile(join(folder, 'merges.txt'), merges);
  return folder;
}

function optionsOf(source: string, ...more: string[]): ImportOptions {
  return parseOptions(['import', source, '--public', publicDir, ...more]) as ImportOptions;
}

describe.each(FILES)('%s', (file) => {
  it('gives the embeddings that OpenAI’s own code computed, within 1e-4', async () => {
    const folder = await folderWith(file);
    // Each precision is run in processes of its own: once is enough.
    const precisions = file === FILES[0] ? 'fp32,fp16,q8' : 'fp32';
    const options = optionsOf(folder, '--precision', precisions);
    const { model, agreements } = await importModel(options, signal);
    expect([...agreements.keys()]).toEqual(precisions.split(','));
    const expected = JSON.parse(await readFile(join(TINY, 'expected.json'), 'utf8'));
    const at = join(publicDir, 'models/tiny-clip');
    const files = model.precisions.fp32;
    const text = await InferenceSession.create(await readFile(join(at, files?.text.file ?? '')));
    const ids = BigInt64Array.from(expected.input_ids.flat(), BigInt);
    const { text_embeds } = await text.run({ input_ids: new Tensor('int64', ids, [3, 16]) });
    expect(worst(text_embeds?.data, expected.text_embeds)).toBeLessThan(1e-4);
    const vision = await InferenceSession.create(
      await readFile(join(at, files?.vision.file ?? '')),
    );
    const pixels = Float32Array.from(expected.pixel_values);
    const seen = await vision.run({ pixel_values: new Tensor('float32', pixels, [2, 3, 32, 32]) });
    expect(worst(seen.image_embeds?.data, expected.image_embeds)).toBeLessThan(1e-4);
    expect(seen.patch_embeds?.dims).toEqual([2, 16, 32]);
    expect(model.logitScale).toBeCloseTo(expected.logit_scale, 4);
    for (const [precision, { text: cosine, image }] of agreements) {
      expect(Math.min(cosine, image), precision).toBeGreaterThan(0.99);
    }
    expect(model.defaultPrecision).toBe('fp32');
    await Promise.all([text.release(), vision.release()]);
  });
});

it('is listed, verified and removed', async () => {
  await importModel(optionsOf(await folderWith('model.safetensors'), '--title', 'Tiny'), signal);
  expect(await listModels(publicDir)).toMatch(/^tiny-clip {2}Tiny · 32-d, 32 px · q8\* \d\.\d MB/);
  expect(await verifyModel(publicDir, 'tiny-clip')).toContain('as it should be');
  // What was not asked for does not stay.
  expect(readdirSync(join(publicDir, 'models/tiny-clip')).sort()).toEqual([
    'model.json',
    'text.q8.onnx',
    'tokenizer.json',
    'vision.q8.onnx',
  ]);
  await truncate(join(publicDir, 'models/tiny-clip/vision.q8.onnx'), 1000);
  await expect(verifyModel(publicDir, 'tiny-clip')).rejects.toMatchObject({
    code: 'asset-corrupt',
  });
  await removeModel(publicDir, 'tiny-clip');
  expect(existsSync(join(publicDir, 'models/tiny-clip'))).toBe(false);
  await expect(removeModel(publicDir, 'tiny-clip')).rejects.toMatchObject({
    code: 'model-unknown',
  });
  await expect(removeModel(publicDir, 'compact')).rejects.toMatchObject({ code: 'usage' });
});

it('reads a single file, and its tokenizer knows the vocabulary', async () => {
  const folder = await folderWith('pytorch_model.bin');
  const { model } = await importModel(
    optionsOf(join(folder, 'pytorch_model.bin'), '--id=one', '--license=MIT', '--precision=fp32'),
    signal,
  );
  expect(model).toMatchObject({ id: 'one', license: 'MIT', source: 'tiny-clip/pytorch_model.bin' });
  const json = JSON.parse(await readFile(join(publicDir, 'models/one/tokenizer.json'), 'utf8'));
  const { ids } = createTokenizer(json, model.text).encode('Tree  road');
  expect(ids).toHaveLength(4);
  expect(ids.at(-1)).toBe(model.text.endToken);
  const stored = JSON.parse(await readFile(join(publicDir, 'models/one/model.json'), 'utf8'));
  expect(parseModelManifest(stored).id).toBe('one');
  expect(stored.imported.agreement.fp32.text).toBeGreaterThan(0.99);
});

describe('leaves no half of a model', () => {
  const nothing = () => expect(existsSync(join(publicDir, 'models'))).toBe(false);

  it.each([
    ['a checkpoint that is cut short', 'model.safetensors', 1_000_000],
    ['an archive that is cut short', 'pytorch_model.bin', 1_000_000],
    ['a file of Flax that is cut short', 'flax_model.msgpack', 1_000_000],
  ])('of %s', async (_, file, bytes) => {
    const folder = await folderWith(file);
    await truncate(join(folder, file), bytes);
    await expect(importModel(optionsOf(folder), signal)).rejects.toMatchObject({
      code: 'file-invalid',
    });
    nothing();
  });

  it('of what is no CLIP', async () => {
    const folder = await folderWith('model.safetensors');
    const header = Buffer.from('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    await writeFile(
      join(folder, 'model.safetensors'),
      Buffer.concat([length, header, Buffer.alloc(4)]),
    );
    await expect(importModel(optionsOf(folder), signal)).rejects.toMatchObject({
      code: 'model-unsupported',
    });
    nothing();
  });

  it('with a vocabulary of another size', async () => {
    const folder = await folderWith('model.safetensors');
    await writeFile(join(folder, 'vocab.json'), tinyVocabulary(150).vocab);
    await expect(importModel(optionsOf(folder), signal)).rejects.toMatchObject({
      code: 'model-unsupported',
    });
    nothing();
  });

  it('when it is stopped', async () => {
    const stop = new AbortController();
    const folder = await folderWith('model.safetensors');
    const work = importModel(optionsOf(folder), stop.signal);
    setTimeout(() => stop.abort(new Error('stopped')), 30);
    await expect(work).rejects.toThrow();
    nothing();
  });
});

it('says what it looked for where there is nothing', async () => {
  await expect(importModel(optionsOf('/nowhere/at all'), signal)).rejects.toMatchObject({
    code: 'file-missing',
  });
  const folder = join(root, 'empty');
  await mkdir(folder);
  await expect(importModel(optionsOf(folder), signal)).rejects.toMatchObject({
    code: 'file-missing',
  });
});

function worst(got: unknown, expected: number[][]): number {
  const values = got as Float32Array;
  return Math.max(...expected.flat().map((value, i) => Math.abs(value - (values[i] as number))));
}
