import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { goldenPixels } from '@/lib/encoder/golden';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { dot } from '@/lib/vector/vector';

/** Where tsx and the paths of tsconfig.json are found. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
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

/** What a process of its own is asked. */
export type Job = { readonly model: ModelManifest; readonly file: string } & (
  | { readonly kind: 'text'; readonly tokenizer: unknown; readonly texts: readonly string[] }
  | { readonly kind: 'vision'; readonly pictures: readonly PixelValues[] }
);

export interface JobAnswer {
  /** Normalized, [dim] each. */
  readonly embeddings?: readonly Float32Array[];
  readonly problem?: string;
}

/**
 * Runs a model's files, each tower in a process of its own: the runtime's memory never shrinks, and a large model's
 * towers would not fit beside each other.
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
  const { text, vision, tokenizer } = files;
  const texts = await answered({
    kind: 'text',
    model: trusting,
    file: text,
    tokenizer,
    texts: probeTexts(),
  });
  const images = await answered({ kind: 'vision', model: trusting, file: vision, pictures });
  return { texts, images };
}

function answered(job: Job): Promise<readonly Float32Array[]> {
  const child = fork(fileURLToPath(new URL('probe-main.ts', import.meta.url)), {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  return new Promise((resolve, reject) => {
    child.on('message', ({ embeddings, problem }: JobAnswer) =>
      embeddings ? resolve(embeddings) : reject(new Error(problem)),
    );
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      reject(new Error(`The process that runs the model ended (${signal ?? code}).`)),
    );
    child.send(job);
  });
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
