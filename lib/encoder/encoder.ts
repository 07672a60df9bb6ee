import type { InferenceSession } from 'onnxruntime-web';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { createTokenizer, type EncodedText, type Tokenizer } from '@/lib/tokenizer/tokenizer';
import { normalize } from '@/lib/vector/vector';
import { type Backend, probeThreads } from './backend';
import { checkGoldenImage, checkGoldenText } from './golden';
import { loadRuntime, openSession, type Runner, releaseSession, runSession } from './runtime';
import { isSmall, openOnnxTower, openSmallTower, type TextTower } from './text-tower';

export type { EncodedText } from '@/lib/tokenizer/tokenizer';
export type { Backend } from './backend';

export interface ImageEncoding {
  /** Normalized, [dim]. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Not normalized, [rows * cols * dim]; their mean is the embedding before normalization. */
  readonly patches: Float32Array<ArrayBuffer>;
  readonly grid: { readonly rows: number; readonly cols: number };
}

/**
 * One model. Its towers are loaded one by one, so that texts can be encoded before images can: a small text tower
 * needs no runtime, which is most of what a first visit loads.
 */
export interface Encoder {
  readonly model: ModelManifest;
  readonly backend: Backend;
  readonly threads: number;
  /** Resolves with the reason when the GPU device is lost; the encoder is then of no use. */
  readonly lost: Promise<string>;

  /** @throws AppError model-invalid | backend-wrong (golden check) | backend-missing */
  loadText(onnx: Uint8Array, tokenizerJson: unknown): Promise<void>;
  /** Fetches and starts the runtime; `loadVision` waits for it. @throws AppError backend-missing */
  prepare(): Promise<void>;
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
  const encoder = new OnnxEncoder(model, options.backend, threads, options.lean ?? false);
  // Who waits for a large text tower waits for the runtime as well: it is fetched beside it.
  const text = model.precisions[model.defaultPrecision]?.text;
  if (text && !isSmall(text.bytes)) await encoder.prepare();
  return encoder;
}

class OnnxEncoder implements Encoder {
  readonly lost: Promise<string>;
  private reportLoss!: (reason: string) => void;
  private tokenizer: Tokenizer | undefined;
  private text: TextTower | undefined;
  private vision: InferenceSession | undefined;
  private starting: Promise<Runner> | undefined;

  constructor(
    readonly model: ModelManifest,
    readonly backend: Backend,
    readonly threads: number,
    private readonly lean: boolean,
  ) {
    this.lost = new Promise((resolve) => {
      this.reportLoss = resolve;
    });
  }

  async loadText(onnx: Uint8Array, tokenizerJson: unknown): Promise<void> {
    this.tokenizer = createTokenizer(tokenizerJson, this.model.text);
    this.text = openSmallTower(onnx, this.model) ?? undefined;
    if (this.text && (await this.computesRightly())) return;
    const runner = await this.runner();
    this.text = await openOnnxTower(runner, onnx, this.model);
    this.watchDevice(runner);
    await checkGoldenText(this);
  }

  async prepare(): Promise<void> {
    await this.runner();
  }

  async loadVision(onnx: Uint8Array): Promise<void> {
    const runner = await this.runner();
    const outputs = ['image_embeds', 'patch_embeds'];
    this.vision = await openSession(runner, onnx, ['pixel_values'], outputs);
    this.watchDevice(runner);
    await checkGoldenImage(this);
  }

  tokenize(text: string): EncodedText {
    return loaded(this.tokenizer, 'text').encode(text);
  }

  async encodeText(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>[]> {
    const tower = loaded(this.text, 'text');
    const embeddings: Float32Array<ArrayBuffer>[] = [];
    for (let start = 0; start < texts.length; start += TEXT_BATCH) {
      const rows = texts.slice(start, start + TEXT_BATCH).map((text) => this.tokenize(text).ids);
      embeddings.push(...(await tower.encode(rows)).map(normalize));
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
    const session = loaded(this.vision, 'vision');
    const { Tensor } = (await this.runner()).runtime;
    const [embeddings, patches] = await runSession(
      session,
      { pixel_values: new Tensor('float32', pixels, [images.length, 3, height, width]) },
      { image_embeds: this.model.dim, patch_embeds: grid.rows * grid.cols * this.model.dim },
    );
    return images.map((_, i) => ({
      embedding: normalize(embeddings?.[i] ?? []),
      patches: patches?.[i] ?? new Float32Array(),
      grid,
    }));
  }

  async dispose(): Promise<void> {
    const { text, vision } = this;
    this.text = undefined;
    this.vision = undefined;
    await text?.release();
    await releaseSession(vision);
  }

  /** Where our own arithmetic fails, ONNX Runtime has the last word on whether the file is wrong. */
  private async computesRightly(): Promise<boolean> {
    try {
      await checkGoldenText(this);
      return true;
    } catch {
      return false;
    }
  }

  /** A start that failed is forgotten: the next asks again. */
  private runner(): Promise<Runner> {
    const { backend, lean } = this;
    this.starting ??= loadRuntime(backend, this.threads).then(
      (runtime) => ({ runtime, backend, lean }),
      (error: unknown) => {
        this.starting = undefined;
        throw error;
      },
    );
    return this.starting;
  }

  private watchDevice({ runtime }: Runner): void {
    if (this.backend !== 'webgpu') return;
    void Promise.resolve(runtime.env.webgpu.device as unknown)
      .then((device) => (device as { lost: Promise<{ message: string }> }).lost)
      .then(({ message }) => this.reportLoss(message || 'no reason was given'))
      .catch(() => {}); // A runtime without a device to watch: a failing run will tell.
  }
}

function loaded<T>(part: T | undefined, tower: string): T {
  if (part === undefined) throw new Error(`the ${tower} tower is not loaded`);
  return part;
}
