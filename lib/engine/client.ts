import { AppError, type ErrorReport } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import type { Located, Picture, Survey, SurveyOptions, SurveyProgress } from '@/lib/find/types';
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

/** A dead worker is replaced so often before the engine gives up. A search that succeeds starts anew. */
const REPLACEMENTS = 2;

/**
 * The engine as the page uses it: a worker and its supervision. Each call races the worker's death;
 * a dead one is replaced and the calls that were waiting are made again, so that the page sees a
 * slow answer and no failure. The first replacement is like the one before it (a lost device often
 * comes back), the second goes the safest way: wasm on one thread.
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

  /** Opening what is open already costs nothing. Another model or backend takes another worker. */
  async open(config: EngineConfig): Promise<Manifests> {
    const before = this.asked;
    this.asked = config;
    if (!before || !sameWorker(before, config)) this.start();
    else if (this.life && !sameConfig(before, config)) this.life.open(config);
    return this.supervised((life) => life.opened);
  }

  async search(query: Query, { k, signal }: SearchOptions): Promise<SearchAnswer> {
    const start = performance.now();
    const answer = await this.supervised((life) => life.search(query, k, signal), signal);
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

  /** Where the worker is replaced, the evaluation begins anew. */
  evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation> {
    return this.supervised((life) => life.evaluate(onProgress, signal), signal);
  }

  survey(picture: Picture, options: SurveyOptions, signal?: AbortSignal): Promise<Survey> {
    return this.supervised((life) => life.survey(picture, options, signal), signal);
  }

  /** Of a survey nothing survives its worker: these are not made again but reject with survey-gone. */
  surveyed(id: number, done: number): Promise<SurveyProgress> {
    return this.ofSurvey((engine) => engine.surveyed(id, done));
  }

  async haltSurvey(id: number): Promise<void> {
    await this.ofSurvey((engine) => engine.haltSurvey(id));
  }

  async endSurvey(id: number): Promise<void> {
    await this.ofSurvey((engine) => engine.endSurvey(id)).catch(() => {}); // Gone is what it should be.
  }

  locate(id: number, features: readonly string[]): Promise<Located> {
    return this.ofSurvey((engine) => engine.locate(id, features));
  }

  preview(id: number): Promise<Blob | null> {
    return this.ofSurvey((engine) => engine.preview(id));
  }

  encodePart(id: number, part: Rectangle): Promise<Float32Array> {
    return this.ofSurvey((engine) => engine.encodePart(id, part));
  }

  /** Starts anew after a failure, with what was asked for last. */
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
    this.bear();
  }

  /** Starts a worker, in place of the one that may be there. */
  private bear(problem?: ErrorReport): void {
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
      this.bear(report);
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

  /** Does some work with the living worker, and again with the next one where it dies meanwhile. */
  private async supervised<T>(
    work: (life: WorkerLife) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const { asked } = this;
    for (;;) {
      if (signal?.aborted) throw cancelled();
      const { life } = this;
      // What was asked of one gallery must not be answered from another, opened in the meantime.
      if (asked && this.asked && !sameContent(asked, this.asked)) throw cancelled();
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

function sameContent(a: EngineConfig, b: EngineConfig): boolean {
  return a.model === b.model && a.gallery === b.gallery;
}

function sameConfig(a: EngineConfig, b: EngineConfig): boolean {
  return sameWorker(a, b) && a.gallery === b.gallery && a.index === b.index;
}

function notOpened(): AppError {
  return new AppError('internal', 'No gallery has been opened yet.', 'Reload the page.');
}

function surveyGone(cause?: unknown): AppError {
  return new AppError(
    'survey-gone',
    'The search engine was replaced, and with it what it knew of the picture.',
    'Open the picture again.',
    { cause },
  );
}
