import type { AssetFile } from '@/lib/assets/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { ModelManifest } from '@/lib/model/types';
import type { EngineConfig } from '../protocol';

/**
 * A tiny world for the engine's unit tests: four words, four dimensions, files in memory that can be
 * held back or broken. What the real encoder, index and store do is tested with them.
 */

export const DIM = 4;
export const WORDS = ['port', 'forest', 'desert', 'river'];
export const CONFIG: EngineConfig = { model: 'tiny', gallery: 'four', base: '', index: 'hnsw' };

const file = (name: string, bytes: number): AssetFile => ({
  file: name,
  bytes,
  sha256: name.length.toString(16).padStart(64, '0'),
});

export const MODEL: ModelManifest = {
  id: 'tiny',
  title: 'Tiny',
  source: 'made by hand',
  license: 'Apache-2.0',
  dim: DIM,
  logitScale: 10,
  image: {
    size: 8,
    resize: 8,
    crop: 'center',
    interpolation: 'bicubic',
    mean: [0, 0, 0],
    std: [1, 1, 1],
    patch: 4,
    dynamic: true,
  },
  text: {
    contextLength: 8,
    tokenizer: file('tokenizer.json', 2),
    endToken: 2,
    padToken: 0,
    unknownToken: 0,
  },
  precisions: { fp32: { text: file('text.onnx', 100), vision: file('vision.onnx', 300) } },
  defaultPrecision: 'fp32',
  golden: {
    text: 'port',
    textEmbedding: [1, 0, 0, 0],
    imageEmbedding: [1, 0, 0, 0],
    minCosine: 0.999,
  },
  cutoff: { text: 0.2, image: 0.5 },
};

/** One item a word, and one between the first two. */
export const ROWS = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [0.8, 0.6, 0, 0],
];

export function galleryOf(id: string, changes: Partial<GalleryManifest> = {}): GalleryManifest {
  return {
    id,
    title: `Gallery ${id}`,
    license: 'CC0-1.0',
    attribution: 'nobody',
    model: 'tiny',
    modelSha256: MODEL.precisions.fp32?.vision.sha256 ?? '',
    dim: DIM,
    items: [
      ...WORDS.map((word) => ({
        id: `${word}_1`,
        file: `${word}_1.jpg`,
        width: 8,
        height: 8,
        category: word,
        captions: [`a ${word}`, 'an aerial photograph'],
      })),
      { id: 'mixed_1', file: 'mixed_1.jpg', width: 8, height: 8, category: 'port', captions: [] },
    ],
    embeddings: { ...file('embeddings.bin', ROWS.length * DIM * 4), dtype: 'float32' },
    index: { kind: 'hnsw', ...file('index.hnsw', 1), M: 16, efConstruction: 200 },
    captionEmbeddings: { ...file('captions.bin', 8 * DIM * 4), dtype: 'float32' },
    ...changes,
  };
}

export const float32 = (rows: number[][]) => new Uint8Array(Float32Array.from(rows.flat()).buffer);
