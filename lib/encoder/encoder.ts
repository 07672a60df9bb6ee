import type { InferenceSession } from 'onnxruntime-web';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { createTokenizer, type EncodedText, type Tokenizer } from '@/lib/tokenizer/tokenizer';
import { normalize } from '@/lib/vector/vector';
import { probeThreads } from './backend';
import { DenseText } from './dense-text';
import { checkGoldenImage, checkGoldenText } from './golden';
import {
  type GivenRuntime,
  loadRuntime,
  modelInvalid,
  openSession,
  type Runner,
  releaseSession,
  runChain,
  runSession,
} from './runtime';
import { openCompactTower, openOnnxTower, type TextTower } from './text-tower';
import type { Backend } from './types';

export type { EncodedText } from '@/lib/tokenizer/tokenizer';
export type { DenseQuery, DenseText } from './dense-text';

export interface ImageEncoding {
  /** Normalized, [dim]. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /**
   * Not normalized, [rows * cols * dim], in the space of the embedding. Their mean is the embedding before its
   * normalization in models that pool by the mean (the compact ones), and only there.
   */
  readonly patches: Float32Array<ArrayBuffer>;
  readonly grid: { readonly rows: number; readonly cols: number };
}

/** Dense embeddings of an image, not normalized. */
export interface DenseEncoding {
  /** The vision tower's own: [rows * cols * model.dim], a row a patch. */
  readonly patches: Float32Array;
  /** The dense head's, [rows * cols * patches.dim] at its stride; null where the model has no head. */
  readonly head: Float32Array | null;
}

/**
 * One model. Its towers are loaded one by one, so that texts can be encoded before images can: a text tower of the
 * compact recipe needs no runtime, which is most of what a first visit loads.
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
  /**
   * Loads the dense head. To be called after `loadVision`, of a model that has one.
   * @param text the file that `patches.text` names
   * @throws AppError model-invalid | backend-missing
   */
  loadDense(onnx: Uint8Array, text: Uint8Array): Promise<void>;
  /** The text side of the dense head; null where none is loaded. */
  readonly denseText: DenseText | null;
  /** @param image of a size that is a multiple of the patch each way */
  encodeDense(image: PixelValues): Promise<DenseEncoding>;
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
 * @param options.given runs the model instead of the build for `backend`
 * @param options.lean weights are not rearranged for speed: less memory, more time
 * @throws AppError backend-missing
 */
export async function createEncoder(
  model: ModelManifest,
  options: {
    readonly backend: Backend;
    readonly threads?: number;
    readonly lean?: boolean;
    readonly given?: GivenRuntime;
  },
): Promise<Encoder> {
  const threads = options.threads ?? probeThreads();
  const encoder = new OnnxEncoder(
    model,
    options.backend,
    threads,
    options.lean ?? false,
    options.given,
  );
  // A text tower that the runtime runs waits for it: it is fetched beside the tower.
  if (model.textRunner !== 'compact') await encoder.prepare();
  return encoder;
}

class OnnxEncoder implements Encoder {
  readonly lost: Promise<string>;
  private reportLoss!: (reason: string) => void;
  private tokenizer: Tokenizer | undefined;
  private text: TextTower | undefined;
  private vision: InferenceSession | undefined;
  private dense: InferenceSession | undefined;
  denseText: DenseText | null = null;
  private starting: Promise<Runner> | undefined;

  constructor(
    readonly model: ModelManifest,
    readonly backend: Backend,
    readonly threads: number,
    private readonly lean: boolean,
    private readonly given?: GivenRuntime,
  ) {
    this.lost = new Promise((resolve) => {
      this.reportLoss = resolve;
    });
  }

  async loadText(onnx: Uint8Array, tokenizerJson: unknown): Promise<void> {
    this.tokenizer = createTokenizer(tokenizerJson, this.model.text);
    const compact = this.model.textRunner === 'compact' ? openCompactTower(onnx, this.model) : null;
    this.text = compact ?? (await this.onnxText(onnx));
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

  async loadDense(onnx: Uint8Array, text: Uint8Array): Promise<void> {
    const { patches, dim } = this.model;
    if (!patches) throw modelInvalid('has no dense head');
    const vision = loaded(this.vision, 'vision');
    const missing = patches.inputs.filter((name) => !vision.outputNames.includes(name));
    if (missing.length > 0) throw modelInvalid(`gives no ${missing.join(' and no ')}`);
    const denseText = DenseText.read(text, patches.dim, dim);
    const runner = await this.runner();
    this.dense = await openSession(runner, onnx, patches.inputs, ['dense_embeds']);
    this.denseText = denseText;
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

  async encodeDense(image: PixelValues): Promise<DenseEncoding> {
    const { patches } = this.model;
    if (!patches || !this.dense) {
      const [encoding] = await this.encodeImages([image]);
      return { patches: encoding?.patches ?? new Float32Array(), head: null };
    }
    const { width, height, pixels } = image;
    const { Tensor } = (await this.runner()).runtime;
    const { between, last } = await runChain(
      loaded(this.vision, 'vision'),
      { pixel_values: new Tensor('float32', pixels, [1, 3, height, width]) },
      [...new Set([...patches.inputs, 'patch_embeds'])],
      this.dense,
      'dense_embeds',
    );
    const cells = (width / patches.stride) * (height / patches.stride);
    if (last.length !== cells * patches.dim)
      throw modelInvalid('gives dense_embeds of another shape');
    return {
      patches: between.get('patch_embeds') as Float32Array,
      head: cellsFirst(last, cells, patches.dim),
    };
  }

  async dispose(): Promise<void> {
    const { text, vision, dense } = this;
    this.text = undefined;
    this.vision = undefined;
    this.dense = undefined;
    this.denseText = null;
    await text?.release();
    await releaseSession(dense);
    await releaseSession(vision);
  }

  private async onnxText(onnx: Uint8Array): Promise<TextTower> {
    const runner = await this.runner();
    const tower = await openOnnxTower(runner, onnx, this.model);
    this.watchDevice(runner);
    return tower;
  }

  /** A start that failed is forgotten: the next asks again. */
  private runner(): Promise<Runner> {
    const { backend, lean, given, threads } = this;
    if (given) return Promise.resolve({ ...given, threads, lean });
    this.starting ??= loadRuntime(backend, this.threads).then(
      (runtime) => ({ runtime, provider: backend, lean }),
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
      .catch(() => {}); // There is no device to watch: a failing run will report the error.
  }
}

/** [dim, cells] as [cells, dim]. */
function cellsFirst(values: Float32Array, cells: number, dim: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let d = 0; d < dim; d++) {
    const from = d * cells;
    for (let i = 0, to = d; i < cells; i++, to += dim) rows[to] = values[from + i] as number;
  }
  return rows;
}

function loaded<T>(part: T | undefined, tower: string): T {
  if (part === undefined) throw new Error(`the ${tower} tower is not loaded`);
  return part;
}
