import { AppError } from '@/lib/errors/errors';
import { toPixelValues } from '@/lib/image/preprocess';
import type { RgbaImage } from '@/lib/image/types';
import { dot, normalize } from '@/lib/vector/vector';
import type { Encoder } from './encoder';

/**
 * The test picture of `model.json`'s golden image embedding: smooth ramps and sharp edges from integer
 * arithmetic alone, so that the export in Python draws the same.
 *
 * r = (x * 7 + y * 3) % 256, g = (x * x + y * 5) % 256, b = ((x ^ y) * 4) % 256, for x, y in 0..size-1.
 *
 * @param size side, px (ImageSpec.size: it is not resized)
 */
export function goldenPixels(size: number): RgbaImage {
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0, at = 0; y < size; y++) {
    for (let x = 0; x < size; x++, at += 4) {
      data[at] = (x * 7 + y * 3) % 256;
      data[at + 1] = (x * x + y * 5) % 256;
      data[at + 2] = ((x ^ y) * 4) % 256;
      data[at + 3] = 255;
    }
  }
  return { width: size, height: size, data };
}

/**
 * Compares what a backend makes of the golden text with what the model's maker got. Backends have been seen to
 * return finite, wrong numbers.
 * @throws AppError backend-wrong
 */
export async function checkGoldenText(encoder: Encoder): Promise<void> {
  const { golden } = encoder.model;
  const [embedding] = await encoder.encodeText([golden.text]);
  compare(encoder, embedding, golden.textEmbedding);
}

/** The same for the picture that {@link goldenPixels} draws. @throws AppError backend-wrong */
export async function checkGoldenImage(encoder: Encoder): Promise<void> {
  const { golden, image } = encoder.model;
  const pixels = toPixelValues(goldenPixels(image.size), { ...image, resize: image.size });
  const [encoding] = await encoder.encodeImages([pixels]);
  compare(encoder, encoding?.embedding, golden.imageEmbedding);
}

function compare(
  { backend, model }: Encoder,
  got: Float32Array | undefined,
  stored: readonly number[],
): void {
  const cosine = dot(got ?? new Float32Array(), normalize(stored));
  if (got && cosine >= model.golden.minCosine) return;
  throw new AppError(
    'backend-wrong',
    `${backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'} gives wrong results here (cosine ${cosine.toFixed(4)} to the stored embedding).`,
    backend === 'webgpu'
      ? 'Add "backend=wasm" to the address, or update the browser and the graphics driver.'
      : 'Update the browser; if you run this site, check that the model files belong to model.json.',
  );
}
