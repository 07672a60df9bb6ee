import { type TransferHandler, transferHandlers } from 'comlink';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import type {
  Example,
  Inside,
  Learned,
  Located,
  LocateOptions,
  Picture,
  PictureInfo,
  Survey,
  SurveyOptions,
  SurveyProgress,
} from '@/lib/find/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import type {
  EngineConfig,
  EngineStatus,
  ImageReading,
  Narrowing,
  Query,
  SearchAnswer,
} from './protocol';

export interface Manifests {
  readonly model: ModelManifest;
  readonly gallery: GalleryManifest;
}

/**
 * The engine as the worker exposes it: as SearchEngine, but with what cannot cross (an AbortSignal)
 * as a number that names the call.
 */
export interface RemoteEngine {
  open(config: EngineConfig): Promise<Manifests>;
  search(call: number, query: Query, k: number, narrowing?: Narrowing): Promise<SearchAnswer>;
  cancel(call: number): Promise<void>;
  read(embedding: Float32Array): Promise<ImageReading>;
  embed(model: string, images: readonly PixelValues[]): Promise<Float32Array>;
  embeddings(): Promise<Float32Array<ArrayBuffer>>;
  positions(): Promise<Float32Array<ArrayBuffer> | null>;
  similarities(embedding: Float32Array): Promise<Float32Array<ArrayBuffer>>;
  openPicture(call: number, picture: Picture): Promise<PictureInfo>;
  survey(id: number, options: SurveyOptions): Promise<Survey>;
  waitForProgress(id: number, done: number): Promise<SurveyProgress>;
  haltSurvey(id: number): Promise<void>;
  locate(id: number, features: readonly string[], options?: LocateOptions): Promise<Located>;
  learn(id: number, examples: readonly Example[]): Promise<Learned>;
  preview(id: number): Promise<Blob | null>;
  encodePart(id: number, part: Rectangle): Promise<Float32Array>;
  lookInside(call: number, item: string, features: readonly string[]): Promise<Inside>;
  /** @param onProgress A comlink proxy; it is released when the call ends. */
  evaluate(call: number, onProgress: (progress: EvaluationProgress) => void): Promise<Evaluation>;
  /** Answers as soon as the worker's event loop turns. */
  ping(): Promise<void>;
}

/** Events that the worker sends. */
export interface EngineEvents {
  onStatus(status: EngineStatus): void;
  /** The engine in this worker failed; another worker must replace it. */
  onFatal(report: ErrorReport): void;
}

/** What the worker exposes over comlink. */
export interface ExposedEngine extends RemoteEngine {
  /**
   * @param lock A Web Lock that the worker takes and never gives back: when somebody else gets it,
   *   the worker is gone. (No event says so when a worker ends itself or is killed.)
   */
  watch(
    onStatus: EngineEvents['onStatus'],
    onFatal: EngineEvents['onFatal'],
    lock?: string,
  ): Promise<void>;
}

/**
 * Lets errors cross with their code, message and advice; comlink alone would keep the message only.
 * To be called on both sides, before the first call.
 */
export function letErrorsCross(): void {
  const original = transferHandlers.get('throw');
  if (!original) throw new Error('comlink has no handler for thrown values');
  const handler: TransferHandler<{ value: unknown }, ErrorReport> = {
    canHandle: (value): value is { value: unknown } => original.canHandle(value),
    serialize: ({ value }) => [reportOf(value), []],
    deserialize: (report) => {
      throw AppError.fromReport(report);
    },
  };
  transferHandlers.set('throw', handler);
}
