import { AppError, type ErrorReport } from '@/lib/errors/errors';
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
import type { PixelValues } from '@/lib/image/types';
import type { Rectangle } from '@/lib/patches/grid';
import type {
  EngineConfig,
  EngineStatus,
  ImageReading,
  Query,
  SearchAnswer,
  SearchEngine,
  SearchOptions,
} from './protocol';
import type { Manifests, RemoteEngine } from './remote';
import type { WorkerHandle } from './spawn';
import { INITIAL_STATUS } from './status-board';
import { cancelled, WorkerLife } from './worker-life';

/** Times that a failed worker is replaced before the client gives up. A successful search resets the count. */
const REPLACEMENTS = 2;

/**
 * The engine as the page uses it: a worker and its supervision. A worker that fails is replaced and the calls that
 * were waiting are made again, so that the page sees a slow answer instead of a failure. The first replacement has the
 * same settings (a lost device is often available again), the second the safest ones: wasm on one thread.
 */
export class EngineClient implements SearchEngine {
  private life: WorkerLife | undefined;
  private asked: EngineConfig | undefined;
  private deaths = 0;
  private failure: ErrorReport | undefined;
  private latest: EngineStatus = INITIAL_STATUS;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly spawn: () => WorkerHandle) {}

  /** The latest status; the same object until it changes. */
  readonly status = (): EngineStatus => this.latest;

  /** @returns A function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Opening the same configuration again costs nothing. Another model or backend needs another worker. */
  async open(config: EngineConfig): Promise<Manifests> {
    const before = this.asked;
    this.asked = config;
    if (!before || !sameWorker(before, config)) this.start();
    else if (this.life && !sameConfig(before, config)) this.life.open(config);
    return this.supervised((life) => life.opened);
  }

  async search(query: Query, options: SearchOptions): Promise<SearchAnswer> {
    const start = performance.now();
    const answer = await this.supervised((life) => life.search(query, options), options.signal);
    this.deaths = 0;
    // For the browser's own tools, and for `npm run bench`. The last is enough: they would pile up.
    performance.clearMeasures('overlook:search');
    performance.measure('overlook:search', {
      start,
      detail: { kind: query.kind, ...answer.timing },
    });
    return answer;
  }

  async read(embedding: Float32Array): Promise<ImageReading> {
    return this.supervised((life) => life.call((engine) => engine.read(embedding)));
  }

  embed(model: string, images: readonly PixelValues[]): Promise<Float32Array> {
    // Copied, not transferred: if the worker fails they are sent again.
    const work = (life: WorkerLife) => life.call((engine) => engine.embed(model, images));
    return this.supervised(work, undefined, (asked) => asked.model === model);
  }

  embeddings(): Promise<Float32Array<ArrayBuffer>> {
    return this.supervised((life) => life.call((engine) => engine.embeddings()));
  }

  positions(): Promise<Float32Array<ArrayBuffer> | null> {
    return this.supervised((life) => life.call((engine) => engine.positions()));
  }

  similarities(embedding: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    return this.supervised((life) => life.call((engine) => engine.similarities(embedding)));
  }

  /** Where the worker is replaced, the evaluation begins anew. */
  evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation> {
    return this.supervised((life) => life.evaluate(onProgress, signal), signal);
  }

  openPicture(picture: Picture, signal?: AbortSignal): Promise<PictureInfo> {
    return this.supervised((life) => life.openPicture(picture, signal), signal);
  }

  survey(id: number, options: SurveyOptions): Promise<Survey> {
    return this.ofSurvey((engine) => engine.survey(id, options));
  }

  /** A survey is lost with its worker: these calls are not repeated but reject with survey-gone. */
  waitForProgress(id: number, done: number): Promise<SurveyProgress> {
    return this.ofSurvey((engine) => engine.waitForProgress(id, done));
  }

  async haltSurvey(id: number): Promise<void> {
    await this.ofSurvey((engine) => engine.haltSurvey(id));
  }

  locate(id: number, features: readonly string[], options?: LocateOptions): Promise<Located> {
    return this.ofSurvey((engine) => engine.locate(id, features, options));
  }

  learn(id: number, examples: readonly Example[]): Promise<Learned> {
    return this.ofSurvey((engine) => engine.learn(id, examples));
  }

  preview(id: number): Promise<Blob | null> {
    return this.ofSurvey((engine) => engine.preview(id));
  }

  encodePart(id: number, part: Rectangle): Promise<Float32Array> {
    return this.ofSurvey((engine) => engine.encodePart(id, part));
  }

  lookInside(item: string, features: readonly string[], signal?: AbortSignal): Promise<Inside> {
    return this.supervised((life) => life.lookInside(item, features, signal), signal);
  }

  /** Starts again after a failure, with the latest configuration. */
  retry(): void {
    if (this.asked) this.start();
  }

  dispose(): void {
    this.life?.end();
    this.life = undefined;
    this.asked = undefined;
  }

  private start(): void {
    this.deaths = 0;
    this.failure = undefined;
    this.spawnReplacement();
  }

  /** Starts a worker, in place of the one that may be there. */
  private spawnReplacement(problem?: ErrorReport): void {
    this.life?.end();
    this.life = undefined;
    this.tell(INITIAL_STATUS);
    const safest = this.deaths === REPLACEMENTS;
    const life: WorkerLife = new WorkerLife(
      this.spawn,
      this.asked as EngineConfig,
      safest ? { backend: 'wasm', threads: 1 } : {},
      {
        onStatus: (status) => {
          if (life !== this.life) return;
          const backendProblem = status.backendProblem ?? (safest ? problem : undefined);
          this.tell(backendProblem ? { ...status, backendProblem } : status);
        },
        onDeath: (report) => this.replace(life, report),
      },
    );
    this.life = life;
    life.begin();
  }

  private replace(life: WorkerLife, report: ErrorReport): void {
    if (life !== this.life) return;
    life.end();
    this.life = undefined;
    if (++this.deaths <= REPLACEMENTS) {
      this.spawnReplacement(report);
      return;
    }
    this.failure = {
      code: 'worker-died',
      message: `The search engine stopped ${this.deaths} times. ${report.message}`,
      advice:
        'Try again; if it stops again, close other tabs, or open the page in another browser.',
    };
    this.tell({ ...INITIAL_STATUS, phase: 'error', error: this.failure });
  }

  /** Does some work with the current worker, and repeats it with the next one if the worker fails. */
  private async supervised<T>(
    work: (life: WorkerLife) => Promise<T>,
    signal?: AbortSignal,
    stillMeant: (config: EngineConfig) => boolean = sameContentAs(this.asked),
  ): Promise<T> {
    for (;;) {
      if (signal?.aborted) throw cancelled();
      const { life } = this;
      // A question about one gallery must not be answered from another that was opened meanwhile.
      if (this.asked && !stillMeant(this.asked)) throw cancelled();
      if (!life) throw this.failure ? AppError.fromReport(this.failure) : notOpened();
      try {
        return await work(life);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'worker-died') throw error;
        this.replace(life, error.toReport());
      }
    }
  }

  private async ofSurvey<T>(work: (engine: RemoteEngine) => Promise<T>): Promise<T> {
    const { life } = this;
    if (!life) throw surveyGone();
    try {
      return await life.call(work);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'worker-died') throw error;
      this.replace(life, error.toReport());
      throw surveyGone(error);
    }
  }

  private tell(status: EngineStatus): void {
    this.latest = status;
    for (const listener of this.listeners) listener();
  }
}

function sameWorker(a: EngineConfig, b: EngineConfig): boolean {
  return (
    a.model === b.model && a.base === b.base && a.backend === b.backend && a.threads === b.threads
  );
}

function sameContentAs(a: EngineConfig | undefined): (b: EngineConfig) => boolean {
  return (b) => !a || (a.model === b.model && a.gallery === b.gallery);
}

function sameConfig(a: EngineConfig, b: EngineConfig): boolean {
  return (
    sameWorker(a, b) && a.gallery === b.gallery && a.revision === b.revision && a.index === b.index
  );
}

function notOpened(): AppError {
  return new AppError('internal', 'No gallery has been opened yet.', 'Reload the page.');
}

function surveyGone(cause?: unknown): AppError {
  return new AppError(
    'survey-gone',
    'The search engine was restarted and no longer has this picture.',
    'Open the picture again.',
    { cause },
  );
}
