import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { type Bench, ROOT } from '../context';
import { servePages } from '../page-files';
import { PEER, peerFolder } from '../peer-files';
import { rounded, summaryOf } from '../stats';
import type { Row } from '../types';

const THREADS = 2;

/** Text and image encoding beside transformers.js: same weights, same page, same threads, in turns. */
export async function peer({ browser, samples, progress }: Bench) {
  const folder = await peerFolder();
  const server = await servePages(folder);
  const context = await browser.newContext();
  await context.addInitScript('globalThis.__name = (named) => named');
  try {
    const page = await context.newPage();
    const bar = progress('rounds', samples);
    await page.exposeFunction('onRound', () => bar.step());
    await page.goto(`http://localhost:${server.port}/index.html`);
    await page.addScriptTag({ type: 'module', url: '/ours.js' });
    await page.waitForFunction(() => 'ours' in globalThis);
    const source = readFileSync(join(ROOT, 'public/galleries/samples/images/coast.webp'));
    const pictures = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        sharp(source)
          .resize(640, 640)
          .modulate({ brightness: 0.8 + i / 20 })
          .jpeg({ quality: 88 })
          .toBuffer(),
      ),
    );
    const taken = await page.evaluate(
      async ({ count, threads, texts, images }) => {
        type Encode = {
          text(words: string): Promise<ArrayLike<number>>;
          image(file: Uint8Array): Promise<ArrayLike<number>>;
        };
        const { ours, onRound } = globalThis as unknown as {
          ours: { load(folder: string, threads: number): Promise<Encode> };
          onRound(): Promise<void>;
        };
        const own = await ours.load('/model', threads);
        const name = '/transformers/package/dist/transformers.min.js';
        const hf = await import(/* @vite-ignore */ name);
        hf.env.allowRemoteModels = false;
        hf.env.allowLocalModels = true;
        hf.env.localModelPath = '/models/';
        hf.env.useBrowserCache = false;
        hf.env.backends.onnx.wasm.wasmPaths = '/runtime/package/dist/';
        hf.env.backends.onnx.wasm.numThreads = threads;
        const options = { dtype: 'fp32', device: 'wasm' };
        const tokenizer = await hf.AutoTokenizer.from_pretrained('compact');
        const textModel = await hf.CLIPTextModelWithProjection.from_pretrained('compact', options);
        const processor = await hf.AutoProcessor.from_pretrained('compact');
        const visionModel = await hf.CLIPVisionModelWithProjection.from_pretrained(
          'compact',
          options,
        );
        const theirs: Encode = {
          async text(words) {
            const inputs = tokenizer([words], { padding: true, truncation: true });
            return (await textModel(inputs)).text_embeds.data;
          },
          async image(file) {
            const image = await hf.RawImage.fromBlob(
              new Blob([file as BlobPart], { type: 'image/jpeg' }),
            );
            return (await visionModel(await processor(image))).image_embeds.data;
          },
        };
        const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
          let [dot, aa, bb] = [0, 0, 0];
          for (let i = 0; i < a.length; i++) {
            dot += (a[i] as number) * (b[i] as number);
            aa += (a[i] as number) ** 2;
            bb += (b[i] as number) ** 2;
          }
          return dot / Math.sqrt(aa * bb);
        };
        const files = images.map((base64) =>
          Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
        );
        const times: Record<string, number[]> = {
          ownText: [],
          peerText: [],
          ownImage: [],
          peerImage: [],
        };
        const agreement = { text: 1, image: 1 };
        for (let i = -3; i < count; i++) {
          const words = texts[(i + 3) % texts.length] as string;
          const file = files[(i + 3) % files.length] as Uint8Array;
          const results: Record<string, ArrayLike<number>> = {};
          const runs: [string, () => Promise<ArrayLike<number>>][] = [
            ['ownText', () => own.text(words)],
            ['peerText', () => theirs.text(words)],
            ['ownImage', () => own.image(file)],
            ['peerImage', () => theirs.image(file)],
          ];
          for (const [run, work] of runs) {
            const start = performance.now();
            results[run] = await work();
            if (i >= 0) times[run]?.push(performance.now() - start);
          }
          if (i >= 0) await onRound();
          agreement.text = Math.min(
            agreement.text,
            cosine(results.ownText ?? [], results.peerText ?? []),
          );
          agreement.image = Math.min(
            agreement.image,
            cosine(results.ownImage ?? [], results.peerImage ?? []),
          );
        }
        return { times, agreement };
      },
      {
        count: samples,
        threads: THREADS,
        texts: RSICD_CATEGORIES.map(categoryPrompt),
        images: pictures.map((picture) => picture.toString('base64')),
      },
    );
    bar.done();
    const { times, agreement } = taken;
    const row = (name: string, values: number[] = []): Row => ({
      name,
      unit: 'ms',
      ...summaryOf(values),
    });
    const median = (name: string) => summaryOf(times[name] ?? []).median;
    return {
      title: 'Encoding beside transformers.js',
      how: `One page, main thread, ${THREADS} WASM threads each, the shipped model's two files as a CLIP of @huggingface/transformers ${PEER.transformers} (CLIPTextModelWithProjection, CLIPVisionModelWithProjection; its own ONNX Runtime ${PEER.runtime}); text from words to embedding, image from the bytes of a 640 px JPEG. In turns.`,
      rows: [
        row('text, Overlook', times.ownText),
        row('text, transformers.js', times.peerText),
        row('image from bytes, Overlook', times.ownImage),
        row('image from bytes, transformers.js', times.peerImage),
        {
          name: 'least cosine between both, texts',
          unit: 'share' as const,
          ...summaryOf([agreement.text]),
        },
        {
          name: 'least cosine between both, images',
          unit: 'share' as const,
          ...summaryOf([agreement.image]),
        },
      ],
      ratios: {
        'text: transformers.js over Overlook': rounded(median('peerText') / median('ownText')),
        'image: transformers.js over Overlook': rounded(median('peerImage') / median('ownImage')),
      },
      versions: {
        '@huggingface/transformers': PEER.transformers,
        'onnxruntime-web, of transformers.js': PEER.runtime,
      },
    };
  } finally {
    await context.close();
    await server.close();
  }
}
