import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { createEncoder, type Encoder } from '@/lib/encoder/encoder';
import { goldenPixels } from '@/lib/encoder/golden';
import { decodeImage } from '@/lib/image/decode.node';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { dot } from '@/lib/vector/vector';

/** Pictures that a precision is compared on. */
const IMAGES = 16;
const OTHER_TEXTS = [
  'several white planes are parked near a terminal',
  'a bridge over a river with many cars on it',
  'many buildings and some green trees are around a church',
  'a cat asleep on a sofa',
];

/** What both towers make of the same texts and pictures. */
export interface Probe {
  readonly texts: readonly Float32Array[];
  readonly images: readonly Float32Array[];
}

/** Least cosines between two precisions' embeddings of the same inputs. */
export interface Agreement {
  readonly text: number;
  readonly image: number;
  readonly texts: number;
  readonly images: number;
}

/**
 * Runs a model's files, one tower after the other: both at once would take twice the memory.
 * @param model need have no golden embeddings
 */
export async function probe(
  model: ModelManifest,
  files: { readonly text: string; readonly vision: string; readonly tokenizer: unknown },
  pictures: readonly PixelValues[],
): Promise<Probe> {
  // There is nothing yet that they could be held to.
  const any = Array<number>(model.dim).fill(1);
  const golden = { text: OTHER_TEXTS[0] as string, textEmbedding: any, imageEmbedding: any };
  const trusting = { ...model, golden: { ...golden, minCosine: -2 } };
  const texts = await withEncoder(trusting, async (encoder) => {
    await encoder.loadText(await readFile(files.text), files.tokenizer);
    return encoder.encodeText(probeTexts());
  });
  const images = await withEncoder(trusting, async (encoder) => {
    await encoder.loadVision(await readFile(files.vision));
    const embeddings: Float32Array[] = [];
    for (const picture of pictures) {
      embeddings.push(...(await encoder.encodeImages([picture])).map(({ embedding }) => embedding));
    }
    return embeddings;
  });
  return { texts, images };
}

export function agreementOf(one: Probe, other: Probe): Agreement {
  const least = (a: readonly Float32Array[], b: readonly Float32Array[]) =>
    Math.min(...a.map((row, i) => dot(row, b[i] as Float32Array)));
  return {
    text: least(one.texts, other.texts),
    image: least(one.images, other.images),
    texts: one.texts.length,
    images: one.images.length,
  };
}

/** The first is the golden text. */
export function probeTexts(): string[] {
  return [...OTHER_TEXTS, ...RSICD_CATEGORIES.map(categoryPrompt)];
}

/** The golden picture, and pictures of the shipped gallery where it is there. */
export async function probePictures(
  publicDir: string,
  model: ModelManifest,
): Promise<PixelValues[]> {
  const { image } = model;
  const golden = toPixelValues(goldenPixels(image.size), { ...image, resize: image.size });
  const folder = join(publicDir, 'galleries/overlook/images');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const step = Math.max(1, Math.floor(names.length / IMAGES));
  const some = names.filter((_, i) => i % step === 0).slice(0, IMAGES);
  const pictures = await Promise.all(
    some.map(async (name) =>
      toPixelValues(await decodeImage(await readFile(join(folder, name)), name), image),
    ),
  );
  return [golden, ...pictures];
}

async function withEncoder<T>(
  model: ModelManifest,
  work: (encoder: Encoder) => Promise<T>,
): Promise<T> {
  const encoder = await createEncoder(model, { backend: 'wasm', threads: 2 });
  try {
    return await work(encoder);
  } finally {
    await encoder.dispose();
  }
}
