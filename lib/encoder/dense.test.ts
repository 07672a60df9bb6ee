import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { DiskAssetStore } from '@/lib/assets/disk';
import { FindSession } from '@/lib/find/session';
import { pictureOf } from '@/lib/image/picture';
import { toWholePixelValues } from '@/lib/image/preprocess';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { DenseText } from './dense-text';
import { createEncoder, type Encoder } from './encoder';

const store = new DiskAssetStore(fileURLToPath(new URL('./fixtures', import.meta.url)));
let model: ModelManifest;
let encoder: Encoder;
let head: { onnx: Uint8Array; text: Uint8Array };

beforeAll(async () => {
  model = parseModelManifest(await store.json('tiny-dense/model.json'));
  const { text, vision } = defaultFiles(model);
  const { patches } = model;
  if (!patches) throw new Error('tiny-dense has a dense head');
  head = {
    onnx: await store.bytes('tiny-dense', patches.file),
    text: await store.bytes('tiny-dense', patches.text),
  };
  encoder = await createEncoder(model, { backend: 'wasm', threads: 1 });
  await encoder.loadText(
    await store.bytes('tiny-dense', text),
    await store.json('tiny-dense/tokenizer.json'),
  );
  await encoder.loadVision(await store.bytes('tiny-dense', vision));
});

/** Blue, with a red rectangle. */
function picture(width: number, height: number, red: [number, number, number, number]) {
  const data = new Uint8ClampedArray(width * height * 4);
  const [left, top, right, bottom] = red;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const within = x >= left && x < right && y >= top && y < bottom;
      data.set(within ? [255, 0, 0, 255] : [0, 0, 255, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

describe('a dense head', () => {
  it('is not needed for patch embeddings, and gives its own once it is loaded', async () => {
    const pixels = toWholePixelValues(picture(64, 32, [0, 0, 12, 8]), model.image, 64, 32);
    const without = await encoder.encodeDense(pixels);
    expect(without.head).toBeNull();
    expect(without.patches).toHaveLength(8 * 4 * model.dim);

    await encoder.loadDense(head.onnx, head.text);
    const { patches, head: rows } = await encoder.encodeDense(pixels);
    expect(patches).toEqual(without.patches);
    // 16 x 8 cells of 4 px, a row each: colours on -1..1, red in the first three of the first two rows.
    expect(rows).toHaveLength(16 * 8 * 4);
    const cell = (row: number, col: number) =>
      [...(rows ?? []).slice((row * 16 + col) * 4, (row * 16 + col) * 4 + 4)].map(Math.round);
    expect(cell(1, 2)).toEqual([1, -1, -1, 0]);
    expect(cell(1, 3)).toEqual([-1, -1, 1, 0]);
    expect(cell(2, 0)).toEqual([-1, -1, 1, 0]);
  });

  it('refuses a text part of another shape', () => {
    expect(() => DenseText.read(head.text.subarray(4), 4, model.dim)).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    );
  });

  it('answers the words that it was taught, at its stride, over windows of a large picture', async () => {
    await encoder.loadDense(head.onnx, head.text);
    const { patches, ...old } = model;
    const sessionOf = (from: ModelManifest) =>
      new FindSession({
        model: from,
        encodeImage: async (pixels) => {
          const [encoding] = await encoder.encodeImages([pixels]);
          if (!encoding) throw new Error('one image gives one encoding');
          return encoding;
        },
        encodeDense: (pixels) => encoder.encodeDense(pixels),
        denseText: async () => encoder.denseText,
        encodeTexts: (texts) => encoder.encodeText(texts),
        encodePrompts: (texts) => encoder.encodeText(texts),
      });
    const session = sessionOf(model);
    const image = pictureOf(picture(640, 320, [400, 80, 480, 160]));
    const survey = session.begin(session.open(image).id, { method: 'dense', scale: 1 });
    expect(survey.grid).toEqual({ rows: 80, cols: 160 });
    expect(survey.total).toBeGreaterThan(1);
    await session.waitForProgress(survey.id, survey.total - 1);
    const { features } = await session.locate(survey.id, ['red', 'sand'], { from: 0.5 });
    const [red, sand] = features;
    expect(red?.source).toBe('head');
    const [place, ...others] = red?.places ?? [];
    expect(others).toEqual([]);
    expect(place?.box.x).toBeGreaterThan(392);
    expect(place?.box.x).toBeLessThan(408);
    expect((place?.box.x ?? 0) + (place?.box.width ?? 0)).toBeLessThan(488);
    expect(place?.share).toBeCloseTo(6400 / 204800, 2);
    // A word that it was not taught is answered from the patch embeddings, on the same grid.
    expect(sand?.source).toBe('patches');
    expect(sand?.probability).toHaveLength(80 * 160);
    expect(patches?.stride).toBe(4);
    const without = sessionOf(old as ModelManifest);
    const coarse = without.begin(without.open(image).id, { method: 'dense', scale: 1 });
    expect(coarse.grid).toEqual({ rows: 40, cols: 80 });
  });
});
