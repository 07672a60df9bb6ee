/**
 * `encoders.ts RUNTIME THREADS SAMPLES`, a process of its own: our runtime takes its threads once a process. Encodes
 * in turns by ours and by the onnxruntime-node that is installed in the folder RUNTIME, and sends what it measured.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { readModel } from '@/cli/shared/model';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import { defaultFiles } from '@/lib/model/manifest';
import { dot, normalize } from '@/lib/vector/vector';
import { openModel } from '../../../shared/model';
import { ROOT } from '../context';
import { interleaved } from '../stats';

/** onnxruntime-node as far as it is used; it is no dependency, and neither are its types. */
interface NativeRuntime {
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => unknown;
  readonly InferenceSession: {
    create(path: string, options: object): Promise<NativeSession>;
  };
}

interface NativeSession {
  run(
    feeds: Record<string, unknown>,
    outputs: readonly string[],
  ): Promise<Record<string, { readonly data: Float32Array }>>;
}

/** What is sent when a round has been measured, and at the end. */
export type Message =
  | { readonly kind: 'round' }
  | {
      readonly kind: 'done';
      readonly times: Readonly<Record<string, readonly number[]>>;
      /** The least cosine between both. */
      readonly agreement: { readonly text: number; readonly image: number };
    };

const send = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });

async function main(runtime: string, threads: number, samples: number): Promise<void> {
  const publicDir = join(ROOT, 'public');
  const own = await openModel(publicDir, 'compact', { threads });
  const native = await openNative(runtime, publicDir, threads);
  const texts = RSICD_CATEGORIES.map(categoryPrompt);
  const images = await pictures(own.model.image);
  const agreement = { text: 1, image: 1 };
  let [round, mine] = [0, new Float32Array()];
  const timed = async (encode: () => Promise<Float32Array | undefined>) => {
    const start = performance.now();
    const embedding = await encode();
    return { took: performance.now() - start, embedding: embedding ?? new Float32Array() };
  };
  const text = () => texts[round % texts.length] as string;
  const image = () => images[round % images.length] as PixelValues;
  const ours = async (encode: () => Promise<Float32Array | undefined>) => {
    const { took, embedding } = await timed(encode);
    mine = embedding as Float32Array<ArrayBuffer>;
    return took;
  };
  const theirs = async (kind: 'text' | 'image', encode: () => Promise<Float32Array>) => {
    const { took, embedding } = await timed(encode);
    agreement[kind] = Math.min(agreement[kind], dot(mine, embedding));
    return took;
  };
  const times = await interleaved(
    samples,
    {
      ownText: () => ours(async () => (await own.encodeText([text()]))[0]),
      nativeText: () => theirs('text', () => native.text(own.tokenize(text()).ids)),
      ownImage: () => ours(async () => (await own.encodeImages([image()]))[0]?.embedding),
      nativeImage: async () => {
        const took = await theirs('image', () => native.image(image()));
        round++;
        return took;
      },
    },
    5,
    () => void send({ kind: 'round' }),
  );
  await send({ kind: 'done', times, agreement });
}

async function openNative(folder: string, publicDir: string, threads: number) {
  const runtime = createRequire(join(folder, 'package.json'))('onnxruntime-node') as NativeRuntime;
  const files = defaultFiles(await readModel(publicDir, 'compact'));
  const options = { executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1 };
  const open = (file: string) =>
    runtime.InferenceSession.create(join(publicDir, 'models/compact', file), options);
  const [text, vision] = [await open(files.text.file), await open(files.vision.file)];
  return {
    async text(ids: readonly number[]): Promise<Float32Array> {
      const input = new runtime.Tensor('int64', BigInt64Array.from(ids.map(BigInt)), [
        1,
        ids.length,
      ]);
      const { text_embeds } = await text.run({ input_ids: input }, ['text_embeds']);
      return normalize(text_embeds?.data ?? []);
    },
    async image({ pixels, width, height }: PixelValues): Promise<Float32Array> {
      const input = new runtime.Tensor('float32', pixels, [1, 3, height, width]);
      // Both outputs, as ours has it.
      const outputs = ['image_embeds', 'patch_embeds'];
      const { image_embeds } = await vision.run({ pixel_values: input }, outputs);
      return normalize(image_embeds?.data ?? []);
    },
  };
}

/** The pixels that both encode: decoded and resized once, by our own code. */
async function pictures(model: Parameters<typeof toPixelValues>[1]): Promise<PixelValues[]> {
  const source = join(ROOT, 'public/galleries/samples/images/coast.webp');
  return Promise.all(
    Array.from({ length: 8 }, async (_, i) => {
      const brightness = 0.8 + i / 20;
      const jpeg = await sharp(source).resize(640, 640).modulate({ brightness }).jpeg().toBuffer();
      return toPixelValues(await decodeImage(new Uint8Array(jpeg), `${i}.jpg`), model);
    }),
  );
}

const [runtime, threads, samples] = process.argv.slice(2);
main(runtime ?? '', Number(threads), Number(samples)).then(
  // Threads of the runtimes would keep the process alive.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
