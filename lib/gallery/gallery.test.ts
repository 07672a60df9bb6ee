import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModelManifest } from '@/lib/model/manifest';
import { dot, normalize } from '@/lib/vector/vector';
import { captionsOf, readEmbeddings, writeEmbeddings } from './embeddings';
import { assertSameModel, parseGallery } from './gallery';
import type { IndexFile } from './types';

const model = parseModelManifest(
  JSON.parse(readFileSync(new URL('../encoder/fixtures/tiny/model.json', import.meta.url), 'utf8')),
);
const sha256 = 'ab'.repeat(32);

function gallery(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'some',
    title: 'Some scenes',
    license: 'CC0',
    attribution: 'Nobody',
    model: 'tiny',
    modelSha256: model.precisions.fp32?.vision.sha256,
    textSha256: model.precisions.fp32?.text.sha256,
    dim: 8,
    items: [
      {
        id: 'a',
        file: 'a.jpg',
        width: 10,
        height: 20,
        category: 'beach',
        captions: ['one', 'two'],
      },
      { id: 'b', file: 'b.jpg', width: 10, height: 20 },
      { id: 'c', file: 'c.jpg', width: 10, height: 20, captions: ['three'], image: false },
    ],
    embeddings: { file: 'embeddings.bin', dtype: 'float32', bytes: 96, sha256 },
    index: { kind: 'hnsw', file: 'index.hnsw', bytes: 300, sha256, M: 16, efConstruction: 200 },
    captionEmbeddings: { file: 'captions.bin', dtype: 'int8', bytes: 24, sha256 },
    atlas: { file: 'atlas.bin', bytes: 24, sha256, embeddingsSha256: sha256 },
    ...changes,
  };
}

describe('parseGallery', () => {
  it('reads a manifest as it is', () => {
    expect(parseGallery(gallery())).toEqual(gallery());
    const bare = gallery({ captionEmbeddings: undefined, textSha256: undefined });
    expect(parseGallery(bare).captionEmbeddings).toBeUndefined();
    expect(parseGallery(gallery({ index: undefined })).index).toBeUndefined();
  });

  it('takes an index without a kind for hnsw: older galleries name none', () => {
    const { kind, ...older } = parseGallery(gallery()).index as IndexFile;
    expect(kind).toBe('hnsw');
    expect(parseGallery(gallery({ index: older })).index).toEqual({ kind, ...older });
  });

  it('reads where items lie, on the ground and in a larger picture', () => {
    const place = {
      date: '2024-05-31T14:02:00',
      hash: '0123456789abcdef',
      bbox: [11, 48, 11.1, 48.1],
      corners: [
        [11, 48.1],
        [11.1, 48.1],
        [11.1, 48],
        [11, 48],
      ],
      part: { of: 'scene.tif', x: 0, y: 256, width: 10, height: 20 },
    };
    const [first, ...rest] = gallery().items as object[];
    const items = [{ ...first, ...place }, ...rest];
    expect(parseGallery(gallery({ items })).items[0]).toMatchObject(place);
  });

  const item = { id: 'a', file: 'a.jpg', width: 10, height: 20 };
  const file = { file: 'x.bin', bytes: 96, sha256 };
  it.each([
    ['id', { id: '../up' }],
    ['title', { title: '' }],
    ['dim', { dim: 0 }],
    ['items', { items: [] }],
    ['items[0].width', { items: [{ ...item, width: 0 }] }],
    ['items[0].file', { items: [{ ...item, file: '../../x' }] }],
    ['items[1].id', { items: [item, item] }],
    ['items[0].bbox', { items: [{ ...item, bbox: [1, 2] }] }],
    ['items[0].hash', { items: [{ ...item, hash: 'f00' }] }],
    ['items[0].date', { items: [{ ...item, date: 'May' }] }],
    ['items[0].corners', { items: [{ ...item, corners: [[1, 2]] }] }],
    ['items[0].captions[0]', { items: [{ ...item, captions: [7] }] }],
    ['embeddings.dtype', { embeddings: { ...file, dtype: 'float16' } }],
    ['embeddings.bytes', { embeddings: { ...file, bytes: 95, dtype: 'float32' } }],
    ['embeddings.sha256', { embeddings: { ...file, sha256: 'no', dtype: 'float32' } }],
    ['index.kind', { index: { ...file, kind: 'quadtree' } }],
    ['index.M', { index: { ...file } }],
    ['index.vectors', { index: { ...file, M: 16, efConstruction: 200, vectors: 4 } }],
    ['index.recall', { index: { ...file, M: 16, efConstruction: 200, recall: 2 } }],
    ['captionEmbeddings.bytes', { captionEmbeddings: { ...file, dtype: 'int8' } }],
    ['atlas.embeddingsSha256', { atlas: { ...file, embeddingsSha256: 'no' } }],
  ])('names the field that is wrong: %s', (field, changes) => {
    expect(() => parseGallery(gallery(changes))).toThrow(
      expect.objectContaining({ code: 'gallery-invalid', message: expect.stringContaining(field) }),
    );
  });
});

describe('assertSameModel', () => {
  it('accepts the model that embedded it', () => {
    expect(() => assertSameModel(parseGallery(gallery()), model)).not.toThrow();
  });

  it.each([
    ['another model', { model: 'other' }, '"other"'],
    ['another training of its vision', { modelSha256: sha256 }, 'another version of "tiny"'],
    ['another training of its text', { textSha256: sha256 }, 'another version of "tiny"'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => assertSameModel(parseGallery(gallery(changes)), model)).toThrow(
      expect.objectContaining({
        code: 'model-mismatch',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('lets another text tower be where there are no captions', () => {
    const bare = gallery({ captionEmbeddings: undefined, textSha256: sha256 });
    expect(() => assertSameModel(parseGallery(bare), model)).not.toThrow();
  });
});

describe('embeddings files', () => {
  const rows = [normalize([1, 2, 3, 4]), normalize([-4, 1, 0, 0.5])];
  const matrix = Float32Array.from(rows.flatMap((row) => [...row]));

  it('come back as they were', () => {
    expect(readEmbeddings(writeEmbeddings(matrix, 'float32', 4), 'float32', 4, 2)).toEqual(matrix);
    for (const [dtype, least] of [
      ['int8', 0.9999],
      ['int16', 0.9999999],
    ] as const) {
      const back = readEmbeddings(writeEmbeddings(matrix, dtype, 4), dtype, 4, 2);
      expect(dot(back.subarray(4), rows[1] as Float32Array)).toBeGreaterThan(least);
    }
  });

  it('are read from any offset', () => {
    const bytes = new Uint8Array(33);
    bytes.set(writeEmbeddings(matrix, 'float32', 4), 1);
    expect(readEmbeddings(bytes.subarray(1), 'float32', 4, 2)).toEqual(matrix);
  });

  it.each([
    ['too short', new Uint8Array(31)],
    ['too long', new Uint8Array(33)],
    ['no numbers', new Uint8Array(32).fill(255)],
  ])('are refused where they are %s', (_, bytes) => {
    expect(() => readEmbeddings(bytes, 'float32', 4, 2)).toThrow(
      expect.objectContaining({ code: 'gallery-invalid' }),
    );
  });

  it('of captions go item after item', () => {
    expect(captionsOf(parseGallery(gallery()))).toEqual([
      { text: 'one', row: 0 },
      { text: 'two', row: 0 },
      { text: 'three', row: 2 },
    ]);
  });
});
