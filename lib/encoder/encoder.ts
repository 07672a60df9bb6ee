import type { InferenceSession } from 'onnxruntime-web';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { createTokenizer, type EncodedText, type Tokenizer } from '@/lib/tokenizer/tokenizer';
import { normalize } from '@/lib/vector/vector';
import { type Backend, probeThreads } from './backend';
import { checkGoldenImage, checkGoldenText } from './golden';
import { loadRuntime, modelInvalid, openSession, type Runtime, serially } from './runtime';

export type { EncodedText } from '@/lib/tokenizer/tokenizer';
export type { Backend } from './backend';

export interface ImageEncoding {
  /** Normalized, [dim]. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Not normalized, [rows * cols * dim]; their mean is the embedding before normalization. */
  readonly patches: Float32Array<ArrayBuffer>;
  readonly grid: { readonly rows: number; readonly cols: number };
}

/** One model. Its towers are loaded one by one, so that texts can be encoded before images can. */
export interface Encoder {
  readonly model: ModelManifest;
  readonly backend: Backend;
  readonly threads: number;
  /** Resolves with the reason when the GPU device is lost; the encoder is then of no use. */
  readonly lost: Promise<string>;

  /** @throws AppError model-invalid | backend-wrong (golden check) | backend-missing */
  loadText(onnx: Uint8Array, tokenizerJson: unknown): Promise<void>;
  /** @throws as {@link loadText} */
  loadVision(onnx: Uint8Array): Promise<void>;
  tokenize(text: string): EncodedText;
  /** @returns normalized embeddings, [dim] each */
  encodeText(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]>;
  /** @param images of one size, a multiple of the patch each way */
  encodeImages(images: readonly PixelValues[]): Promise<ImageEncoding[]>;
  /** Frees both towers. */
  dispose(): Promise<void>;
}

/** Texts that go through the model at once. */
const TEXT_BATCH = 32;

/**
 * An encoder without towers yet. Works in a worker, a page and on Node; runs are put in a queue.
 *
 * @param options.threads for wasm; left out, as many as make sense here
 * @param options.lean weights are not rearranged for speed: less memory, more time
 * @throws AppError backend-missing
 */
export async function createEncoder(
  model: ModelManifest,
  options: { readonly backend: Backend; readonly threads?: number; readonly lean?: boolean },
): Promise<Encoder> {
  const threads = options.threads ?? probeThreads();
  const runtime = await loadRuntime(options.backend, threads);
  return new OnnxEncoder(model, options.backend, threads, runtime, options.lean ?? false);
}

class OnnxEncoder implements Encoder {
  readonly lost: Promise<string>;
  private reportLoss!: (reason: string) => void;
  private tokenizer: Tokenizer | undefined;
  private text: InferenceSession | undefined;
  private vision: InferenceSession | undefined;

  constructor(
    readonly model: ModelManifest,
    readonly backend: Backend,
    readonly threads: number,
    private readonly runtime: Runtime,
    private readonly lean: boolean,
  ) {
    this.lost = new Promise((resolve) => {
      this.reportLoss = resolve;
    });
  }

  async loadText(onnx: Uint8Array, tokenizerJson: unknown): Promise<void> {
    this.tokenizer = createTokenizer(tokenizerJson, this.model.text);
    this.text = await openSession(this.runtime, this.backend, onnx, {
      inputs: ['input_ids'],
      outputs: ['text_embeds'],
      lean: this.lean,
    });
    this.watchDevice();
    await checkGoldenText(this);
  }

  async loadVision(onnx: Uint8Array): Promise<void> {
    this.vision = await openSession(this.runtime, this.backend, onnx, {
      inputs: ['pixel_values'],
      outputs: ['image_embeds', 'patch_embeds'],
      lean: this.lean,
    });
    this.watchDevice();
    await checkGoldenImage(this);
  }

  tokenize(text: string): EncodedText {
    return loaded(this.tokenizer, 'text').encode(text);
  }

  async encodeText(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]> {
    const embeddings: Float32Array<ArrayBuffer>[] = [];
    for (let start = 0; start < texts.length; start += TEXT_BATCH) {
      const rows = texts.slice(start, start + TEXT_BATCH).map((text) => this.tokenize(text).ids);
      embeddings.push(...(await this.encodeIds(rows)));
    }
    return embeddings;
  }

  async encodeImages(images: readonly PixelValues[]): Promise<ImageEncoding[]> {
    const [first] = images;
    if (!first) return [];
    const { width, height } = first;
    const pixels = new Float32Array(images.length * first.pixels.length);
    images.forEach((image, i) => {
      if (image.width !== width || image.height !== height) {
        throw new RangeError('images of one batch must be of one size');
      }
      pixels.set(image.pixels, i * first.pixels.length);
    });
    const { patch } = this.model.image;
    const grid = { rows: height / patch, cols: width / patch };
    const [embeddings, patches] = await this.run(
      loaded(this.vision, 'vision'),
      {
        pixel_values: new this.runtime.Tensor('float32', pixels, [images.length, 3, height, width]),
      },
      { image_embeds: this.model.dim, patch_embeds: grid.rows * grid.cols * this.model.dim },
    );
    return images.map((_, i) => ({
      embedding: normalize(embeddings?.[i] ?? []),
      patches: patches?.[i] ?? new Float32Array(),
      grid,
    }));
  }

  async dispose(): Promise<void> {
    const sessions = [this.text, this.vision];
    this.text = undefined;
    this.vision = undefined;
    for (const session of sessions) await serially(async () => session?.release());
  }

  private async encodeIds(rows: readonly number[][]): Promise<Float32Array<ArrayBuffer>[]> {
    const length = Math.max(...rows.map((ids) => ids.length));
    const ids = new BigInt64Array(rows.length * length).fill(BigInt(this.model.text.padToken));
    rows.forEach((row, r) => {
      row.forEach((id, i) => {
        ids[r * length + i] = BigInt(id);
      });
    });
    const [embeddings] = await this.run(
      loaded(this.text, 'text'),
      { input_ids: new this.runtime.Tensor('int64', ids, [rows.length, length]) },
      { text_embeds: this.model.dim },
    );
    return (embeddings ?? []).map(normalize);
  }

  /** @param outputs values an input row, by name. @returns one list of rows for each of them */
  private run(
    session: InferenceSession,
    feeds: InferenceSession.FeedsType,
    outputs: Readonly<Record<string, number>>,
  ): Promise<Float32Array<ArrayBuffer>[][]> {
    const batch = Object.values(feeds)[0]?.dims[0] ?? 0;
    return serially(async () => {
      const results = await session.run(feeds, Object.keys(outputs));
      return Object.entries(outputs).map(([name, width]) => {
        const values = results[name]?.data;
        if (!(values instanceof Float32Array) || values.length !== batch * width) {
          throw modelInvalid(`gives ${name} of another shape than model.json says`);
        }
        return Array.from({ length: batch }, (_, i) => values.slice(i * width, (i + 1) * width));
      });
    });
  }

  private watchDevice(): void {
    if (this.backend !== 'webgpu') return;
    void Promise.resolve(this.runtime.env.webgpu.device as unknown)
      .then((device) => (device as { lost: Promise<{ message: string }> }).lost)
      .then(({ message }) => this.reportLoss(message || 'no reason was given'))
      .catch(() => {}); // A runtime without a device to watch: a failing run will tell.
  }
}

function loaded<T>(part: T | undefined, tower: string): T {
  if (part === undefined) throw new Error(`the ${tower} tower is not loaded`);
  return part;
}
