import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { probabilitiesOf } from '@/lib/vector/scoring';
import { dot, normalize } from '@/lib/vector/vector';
import { readCheckpoint } from '../checkpoint/open';
import { openSource } from '../checkpoint/source';
import type { Checkpoint } from '../checkpoint/tensors';
import { syntheticCheckpoint, syntheticValues } from '../fixtures/synthetic';
import { tinyVocabulary } from '../fixtures/vocabulary';
import type { GraphBuilder } from '../onnx/graph';
import { writeOnnx } from '../onnx/write';
import { vocabularyOfFiles } from './clip/tokenizer';
import { familyOf } from './families';
import type { FamilyModel, FamilySource } from './family';

/** What transformers, OpenCLIP and timm themselves compute: see make_parity.py. */
interface Case {
  readonly title: string;
  readonly files: FamilySource['files'];
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  readonly input_ids: readonly number[][];
  readonly text_embeds: readonly number[][];
  readonly image_embeds: readonly number[][];
  readonly logit_scale: number;
  readonly logit_bias?: number;
  readonly probabilities?: readonly number[][];
}

const FIXTURES = new URL('../fixtures/', import.meta.url);
const read = (name: string) => readFile(new URL(name, FIXTURES));
const { cases, texts } = JSON.parse((await read('parity.json')).toString()) as {
  cases: Case[];
  texts: { text: string; ids: number[] }[];
};
const SIDE = 32;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlook-parity-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function open(
  checkpoint: Checkpoint,
  files: FamilySource['files'],
  more: Partial<FamilySource> = {},
): Promise<FamilyModel> {
  const { vocab, merges } = tinyVocabulary();
  return familyOf(checkpoint).open({
    checkpoint,
    name: 'model.safetensors',
    files,
    read: async (name) => (name === 'tokenizer.json' ? read('siglip-tokenizer.json') : null),
    vocabulary: async () => vocabularyOfFiles(vocab, merges),
    ...more,
  });
}

async function session(graph: GraphBuilder): Promise<InferenceSession> {
  const path = join(folder, 'graph.onnx');
  await writeOnnx(graph, path, 'graph.onnx');
  return InferenceSession.create(await readFile(path));
}

async function run(model: FamilyModel, ids: readonly number[][], pixels: Float32Array) {
  const [textGraph, visionGraph] = model.graphs('fp32');
  const text = await session(textGraph);
  const rows = [ids.length, ids[0]?.length ?? 0];
  const input = new Tensor('int64', BigInt64Array.from(ids.flat(), BigInt), rows);
  const { text_embeds } = await text.run({ input_ids: input });
  const vision = await session(visionGraph);
  const count = pixels.length / (3 * SIDE * SIDE);
  const seen = await vision.run({
    pixel_values: new Tensor('float32', pixels, [count, 3, SIDE, SIDE]),
  });
  await Promise.all([text.release(), vision.release()]);
  return {
    text: text_embeds?.data as Float32Array,
    image: seen.image_embeds?.data as Float32Array,
    patches: seen.patch_embeds?.dims,
  };
}

const worst = (got: Float32Array, expected: readonly number[][]) => {
  expect(got).toHaveLength(expected.flat().length);
  return Math.max(...expected.flat().map((value, i) => Math.abs(value - (got[i] as number))));
};

describe.each(cases)('$title', (expected) => {
  it('gives the embeddings of the original code, within 1e-4', async () => {
    const model = await open(syntheticCheckpoint(expected.tensors), expected.files);
    const pixels = syntheticValues('pixel_values', 2 * 3 * SIDE * SIDE).map((value) => value * 8);
    const { text, image, patches } = await run(model, expected.input_ids, pixels);
    expect(worst(text, expected.text_embeds)).toBeLessThan(1e-4);
    expect(worst(image, expected.image_embeds)).toBeLessThan(1e-4);
    expect(patches).toEqual([2, 16, model.dim]);
    expect(model.scoring.logitScale).toBeCloseTo(expected.logit_scale, 5);
    expect(model.scoring.logitBias ?? 0).toBeCloseTo(expected.logit_bias ?? 0, 5);
    // As the page scores them.
    const cut = (values: Float32Array) =>
      [0, 1].map((row) => normalize(values.slice(row * model.dim, (row + 1) * model.dim)));
    const [rows, seen] = [cut(text), cut(image)];
    expected.probabilities?.forEach((row, i) => {
      const cosines = rows.map((one) => dot(one, seen[i] as Float32Array));
      probabilitiesOf(cosines, model.scoring).forEach((probability, j) => {
        expect(probability).toBeCloseTo(row[j] as number, 4);
      });
    });
  });
});

describe.each([
  'model.safetensors',
  'pytorch_model.bin',
  'open_clip_pytorch_model.bin',
  'flax_model.msgpack',
])('clip-tiny, %s', (file) => {
  it('gives what OpenAI’s own code computed, within 1e-4', async () => {
    const source = await openSource(new URL(`clip-tiny/${file}`, FIXTURES).pathname);
    const config = JSON.parse((await read('clip-tiny/config.json')).toString());
    const expected = JSON.parse((await read('clip-tiny/expected.json')).toString());
    const model = await open(await readCheckpoint(source), { config });
    const pixels = Float32Array.from(expected.pixel_values as number[]);
    const { text, image } = await run(model, expected.input_ids, pixels);
    await source.close();
    expect(worst(text, expected.text_embeds)).toBeLessThan(1e-4);
    expect(worst(image, expected.image_embeds)).toBeLessThan(1e-4);
  });
});

describe('OpenAI’s TorchScript archive', () => {
  const names = ['visual.proj', 'logit_scale', 'transformer.resblocks.0.attn.in_proj_weight'];

  it('gives the tensors by the names of a state_dict, and says its own activation', async () => {
    const source = await openSource(new URL('openai-torchscript.pt', FIXTURES).pathname);
    const checkpoint = await readCheckpoint(source);
    expect([...checkpoint.keys()]).toEqual(expect.arrayContaining(names));
    const model = await open(checkpoint, {});
    expect(model.towers.join()).toContain('quick_gelu');
    expect(model.text.clean).toBe('openai');
    const pixels = new Float32Array(3 * 8 * 8).fill(0.5);
    const vision = await session(model.graphs('fp32')[1]);
    const fed = { pixel_values: new Tensor('float32', pixels, [1, 3, 8, 8]) };
    const { image_embeds } = await vision.run(fed);
    const values = image_embeds?.data as Float32Array | undefined;
    expect(values?.every(Number.isFinite)).toBe(true);
    await vision.release();
    await source.close();
  });
});

describe('a CLIP', () => {
  const [plain] = cases as [Case];

  it('may have a table that is filled up to a round number of tokens', async () => {
    const table = 'token_embedding.weight';
    const width = plain.tensors[table]?.[1] as number;
    const withRows = (rows: number) =>
      syntheticCheckpoint({ ...plain.tensors, [table]: [rows, width] });
    const { model_cfg: model } = plain.files.openClip as {
      model_cfg: { text_cfg: Record<string, unknown> };
    };
    const text_cfg = { ...model.text_cfg, vocab_size: undefined };
    const files = { openClip: { model_cfg: { ...model, text_cfg } } };
    for (const rows of [200, 208, 256]) {
      expect((await open(withRows(rows), files)).text.endToken).toBe(199);
    }
    for (const rows of [199, 201, 230]) {
      await expect(open(withRows(rows), files)).rejects.toThrow(/200|199/);
    }
  });

  it('is damaged where a weight is not a number, and the weight is named', async () => {
    const name = 'visual.transformer.resblocks.1.mlp.c_fc.bias';
    const whole = syntheticCheckpoint(plain.tensors);
    const values = new Float32Array(plain.tensors[name]?.[0] as number).fill(Number.NaN);
    const broken = {
      dtype: 'F32' as const,
      shape: [values.length],
      read: async () => new Uint8Array(values.buffer),
    };
    const model = await open(new Map(whole).set(name, broken), plain.files);
    await expect(session(model.graphs('fp32')[1])).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(/damaged: .*layers\.1\.mlp\.fc1\.bias/),
    });
  });
});

it.each([
  ['a LoRA adapter', 'base_model.model.text_model.encoder.layers.0.self_attn.q_proj.lora_A.weight'],
  ['ResNet', 'visual.layer1.0.conv1.weight'],
  ['a CoCa', 'text_decoder.resblocks.0.ln_1.weight'],
  ['timm', 'visual.trunk.stages.0.blocks.0.conv_dw.weight'],
  ['other names: encoder.something', 'encoder.something'],
])('refuses what it is not: %s', (said, name) => {
  expect(() => familyOf(syntheticCheckpoint({ [name]: [2, 2] }))).toThrow(
    expect.objectContaining({
      code: 'model-unsupported',
      message: expect.stringContaining(said),
    }),
  );
});

describe('SigLIP', () => {
  const siglip = cases.find(({ title }) => title.includes('Hugging Face')) as Case;
  const checkpoint = syntheticCheckpoint(siglip.tensors);

  it('has its own tokens, padding, pictures and scores', async () => {
    const model = await open(checkpoint, siglip.files);
    expect(model.scoring.scoring).toBe('sigmoid');
    expect(model.image).toMatchObject({ crop: 'none', resize: SIDE, mean: [0.5, 0.5, 0.5] });
    expect(model.text).toMatchObject({ padding: 'context', clean: 'siglip', padToken: 1 });
    const tokenizer = createTokenizer(model.tokenizer, {
      ...model.text,
      contextLength: 64,
      tokenizer: { file: '', bytes: 0, sha256: '' },
    });
    for (const { text, ids } of texts) {
      const got = tokenizer.encode(text).ids;
      const pads = Math.max(0, ids.length - got.length);
      const full = [...got, ...Array<number>(pads).fill(model.text.padToken)];
      expect(full, text).toEqual(ids);
    }
  });

  it.each([
    [
      'spiece.model',
      { read: async (name: string) => (name === 'spiece.model' ? Buffer.of(1) : null) },
    ],
    ['There is no tokenizer.json', { read: async () => null }],
    ['Unigram', { read: async () => Buffer.from('{"model": {"type": "BPE"}}') }],
  ])('is refused where its vocabulary is not understood: %s', async (said, more) => {
    await expect(open(checkpoint, siglip.files, more)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining(said),
    });
  });

  it('is refused without a configuration, and by a field that is not understood', async () => {
    await expect(open(checkpoint, {})).rejects.toThrow(/how many heads/);
    const config = { ...(siglip.files.config as object), rope_theta: 1 };
    await expect(open(checkpoint, { config })).rejects.toThrow(/rope_theta = 1/);
  });
});
