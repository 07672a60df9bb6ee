import type { Encoder } from '@/lib/encoder/encoder';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { normalize } from '@/lib/vector/vector';

/** Side of the made-up encoder's input and of its patches, px. */
export const FAKE_SIZE = 32;
export const FAKE_PATCH = 8;

/** A colour as an embedding: what the made-up encoder sees of a plain image. @param color 0..255 */
export function colorEmbedding(color: readonly number[]): Float32Array<ArrayBuffer> {
  return normalize(color.map((channel) => channel / 255 - 0.5));
}

/** Mean colour of a part of an input, [3], not normalized. */
function meanColor(image: PixelValues, x: number, y: number, side: number): number[] {
  const { pixels, width, height } = image;
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let row = y; row < y + side; row++) {
      for (let col = x; col < x + side; col++) {
        sum += pixels[(channel * height + row) * width + col] as number;
      }
    }
    return sum / side ** 2;
  });
}

/**
 * An encoder for tests whose embedding is the mean colour, in three dimensions, and whose texts are embeddings
 * that the test gives.
 */
export function fakeEncoder(texts: ReadonlyMap<string, Float32Array>, dynamic = true): Encoder {
  const model = {
    id: 'fake',
    dim: 3,
    logitScale: 30,
    image: {
      size: FAKE_SIZE,
      resize: FAKE_SIZE,
      crop: 'center',
      interpolation: 'bicubic',
      mean: [0.5, 0.5, 0.5],
      std: [1, 1, 1],
      patch: FAKE_PATCH,
      dynamic,
    },
  } as unknown as ModelManifest;
  const encode = (image: PixelValues) => {
    const grid = { rows: image.height / FAKE_PATCH, cols: image.width / FAKE_PATCH };
    const patches = Array.from({ length: grid.rows * grid.cols }, (_, i) => {
      const x = (i % grid.cols) * FAKE_PATCH;
      return meanColor(image, x, Math.floor(i / grid.cols) * FAKE_PATCH, FAKE_PATCH);
    });
    const embedding = normalize(meanColor(image, 0, 0, image.width));
    return { embedding, patches: Float32Array.from(patches.flat()), grid };
  };
  return {
    model,
    backend: 'wasm',
    threads: 1,
    encodeText: async (asked: readonly string[]) =>
      asked.map((text) => texts.get(text) ?? Float32Array.of(0, 0, 1)),
    encodeImages: async (images: readonly PixelValues[]) => images.map(encode),
  } as unknown as Encoder;
}
