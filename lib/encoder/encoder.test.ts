import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { DiskAssetStore } from '@/lib/assets/disk';
import { toPixelValues, toWholePixelValues } from '@/lib/image/preprocess';
import type { RgbaImage } from '@/lib/image/types';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { dot } from '@/lib/vector/vector';
import { createEncoder, type Encoder } from './encoder';

const store = new DiskAssetStore(fileURLToPath(new URL('./fixtures', import.meta.url)));
const wasm = { backend: 'wasm', threads: 1 } as const;
let model: ModelManifest;
let files: { text: Uint8Array; vision: Uint8Array; tokenizer: unknown };
let encoder: Encoder;

beforeAll(async () => {
  model = parseModelManifest(await store.json('tiny/model.json'));
  const { text, vision } = defaultFiles(model);
  files = {
    text: await store.bytes('tiny', text),
    vision: await store.bytes('tiny', vision),
    tokenizer: await store.json('tiny/tokenizer.json'),
  };
  encoder = await createEncoder(model, wasm);
  await encoder.loadText(files.text, files.tokenizer);
  await encoder.loadVision(files.vision);
});

function plain(red: number, green: number, blue: number, width = 50, height = 40): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i += 4) data.set([red, green, blue, 255], i);
  return { width, height, data };
}

describe('an encoder', () => {
  it('gives normalized embeddings in one space', async () => {
    const texts = await encoder.encodeText(['red', 'an aerial photograph of water', 'blue']);
    const images = await encoder.encodeImages([
      toPixelValues(plain(250, 10, 10), model.image),
      toPixelValues(plain(20, 60, 200), model.image),
    ]);
    for (const vector of [...texts, ...images.map(({ embedding }) => embedding)]) {
      expect(vector).toHaveLength(model.dim);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
    const [red, water] = images.map(({ embedding }) => texts.map((text) => dot(text, embedding)));
    expect(red?.indexOf(Math.max(...red))).toBe(0);
    expect(water?.indexOf(Math.max(...water))).not.toBe(0);
  });

  it('gives the same in a batch, beside longer texts, as alone', async () => {
    const many = Array.from({ length: 70 }, (_, i) =>
      i % 2 ? 'green' : 'an aerial photograph of sand',
    );
    const [alone] = await encoder.encodeText(['green']);
    const batch = await encoder.encodeText(many);
    expect(batch).toHaveLength(70);
    expect(dot(batch[69] as Float32Array, alone as Float32Array)).toBeCloseTo(1, 6);
  });

  it('gives patches whose mean is the embedding, also of larger inputs', async () => {
    const image = toWholePixelValues(plain(200, 150, 90), model.image, 64, 48);
    const [encoding] = await encoder.encodeImages([image]);
    expect(encoding?.grid).toEqual({ rows: 6, cols: 8 });
    const mean = new Float32Array(model.dim);
    encoding?.patches.forEach((value, i) => {
      mean[i % model.dim] = (mean[i % model.dim] as number) + value / 48;
    });
    const length = Math.hypot(...mean);
    expect(dot(mean, encoding?.embedding as Float32Array) / length).toBeCloseTo(1, 6);
  });

  it('puts runs that overlap in a row', async () => {
    const runs = Array.from({ length: 6 }, (_, i) =>
      i % 2
        ? encoder.encodeText(['blue']).then(([embedding]) => embedding)
        : encoder
            .encodeImages([toPixelValues(plain(0, 0, 255), model.image)])
            .then(([encoding]) => encoding?.embedding),
    );
    for (const embedding of await Promise.all(runs)) expect(embedding).toHaveLength(model.dim);
  });

  it('refuses images of different sizes in a batch', async () => {
    const images = [32, 64].map((side) =>
      toWholePixelValues(plain(1, 2, 3), model.image, side, side),
    );
    await expect(encoder.encodeImages(images)).rejects.toThrow(RangeError);
  });
});

describe('loading', () => {
  const turned = (values: readonly number[]) => values.map((value, i) => (i % 2 ? -value : value));

  it('is backend-wrong where an embedding is not the stored one', async () => {
    const golden = { ...model.golden, textEmbedding: turned(model.golden.textEmbedding) };
    const other = await createEncoder({ ...model, golden }, wasm);
    await expect(other.loadText(files.text, files.tokenizer)).rejects.toMatchObject({
      code: 'backend-wrong',
    });
    const picture = { ...model.golden, imageEmbedding: turned(model.golden.imageEmbedding) };
    const third = await createEncoder({ ...model, golden: picture }, wasm);
    await expect(third.loadVision(files.vision)).rejects.toMatchObject({ code: 'backend-wrong' });
  });

  it('is model-invalid where the file is no model, is cut short or is the other tower', async () => {
    const other = await createEncoder(model, wasm);
    for (const bytes of [new Uint8Array(9), files.text.slice(0, 200), files.vision]) {
      await expect(other.loadText(bytes, files.tokenizer)).rejects.toMatchObject({
        code: 'model-invalid',
      });
    }
  });

  it('is model-invalid where the model is of another dimension', async () => {
    const { golden } = model;
    const wide = {
      ...model,
      dim: 9,
      golden: { ...golden, textEmbedding: [...golden.textEmbedding, 0] },
    };
    const other = await createEncoder(wide, wasm);
    await expect(other.loadText(files.text, files.tokenizer)).rejects.toMatchObject({
      code: 'model-invalid',
    });
  });

  it('works again after a failure', async () => {
    const other = await createEncoder(model, wasm);
    await expect(other.loadText(new Uint8Array(9), files.tokenizer)).rejects.toThrow();
    await other.loadText(files.text, files.tokenizer);
    expect(await other.encodeText(['red'])).toHaveLength(1);
    await other.dispose();
  });
});
