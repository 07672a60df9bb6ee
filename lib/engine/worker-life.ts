import { proxy } from 'comlink';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import type { Picture, Survey, SurveyOptions } from '@/lib/find/types';
import type { EngineConfig, EngineStatus, Query, SearchAnswer } from './protocol';
import type { Manifests, RemoteEngine } from './remote';
import type { WorkerHandle } from './spawn';

/** While something is awaited the worker is asked for a sign of life so often, ms. */
const PING_INTERVAL = 10_000;
/**
 * So many pings without any sign: dead. Counted, not timed, because a laptop that wakes up has missed
 * a minute and is well; generous, because compiling a large model holds a worker up for long.
 */
const MISSED_PINGS = 6;
/**
 * So many intervals without news while it loads, with all files there: hung (a thread that never
 * starts keeps the runtime waiting, and the worker answers pings meanwhile). 5 minutes, because the
 * runtime itself comes over the network and is not in the figure.
 */
const QUIET_INTERVALS = 30;

export interface LifeEvents {
  onStatus(status: EngineStatus): void;
  onDeath(report: ErrorReport): void;
}

/** One worker from its start to its end. Every call ends when the worker does. */
export class WorkerLife {
  /** The manifests of what was opened last. */
  opened: Promise<Manifests>;

  private handle: WorkerHandle | undefined;
  private readonly death: Promise<never>;
  private die!: (error: AppError) => void;
  private timer: ReturnType<typeof setInterval> | undefined;
  private missed = 0;
  private quiet = 0;
  private waiting = 0;
  private status: EngineStatus | undefined;
  private calls = 0;

  constructor(
    private readonly spawn: () => WorkerHandle,
    private readonly config: EngineConfig,
    private readonly overrides: Partial<EngineConfig>,
    private readonly events: LifeEvents,
  ) {
    this.death = new Promise((_, reject) => {
      this.die = reject;
    });
    this.opened = this.death;
    this.death.catch((error: unknown) => this.events.onDeath(reportOf(error)));
  }

  /** Starts the worker and opens the gallery. */
  begin(): void {
    try {
      this.handle = this.spawn();
    } catch (error) {
      this.perish(`It could not be started: ${reportOf(error).message}`);
      return;
    }
    this.handle.watch({
      onStatus: (status) => {
        this.missed = 0;
        this.quiet = 0;
        this.status = status;
        this.events.onStatus(status);
      },
      onFatal: (report) => this.die(AppError.fromReport(report)),
      onDeath: (reason) => this.perish(reason),
    });
    this.timer = setInterval(() => this.feelPulse(), PING_INTERVAL);
    this.open(this.config);
  }

  open(config: EngineConfig): void {
    this.opened = this.call((engine) => engine.open({ ...config, ...this.overrides }));
    this.opened.catch(() => {}); // Whoever asks gets it; nobody may be asking yet.
  }

  search(query: Query, k: number, signal?: AbortSignal): Promise<SearchAnswer> {
    return this.cancellable((engine, call) => engine.search(call, query, k), signal);
  }

  survey(picture: Picture, options: SurveyOptions, signal?: AbortSignal): Promise<Survey> {
    return this.cancellable((engine, call) => engine.survey(call, picture, options), signal);
  }

  evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation> {
    return this.cancellable((engine, call) => engine.evaluate(call, proxy(onProgress)), signal);
  }

  /** A call that the worker gives up when the signal aborts. @throws AppError cancelled, at once */
  private async cancellable<T>(
    work: (engine: RemoteEngine, call: number) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const call = ++this.calls;
    const working = this.call((engine) => work(engine, call));
    if (!signal) return working;
    return Promise.race([
      working,
      new Promise<never>((_, reject) => {
        const giveUp = () => {
          reject(cancelled());
          void this.handle?.engine.cancel(call).catch(() => {});
        };
        signal.addEventListener('abort', giveUp, { once: true });
        const forget = () => signal.removeEventListener('abort', giveUp);
        working.then(forget, forget);
      }),
    ]);
  }

  /** @throws AppError worker-died when the worker ends before it answers */
  async call<T>(work: (engine: RemoteEngine) => Promise<T>): Promise<T> {
    if (!this.handle) return this.death;
    this.waiting++;
    try {
      return await Promise.race([work(this.handle.engine), this.death]);
    } finally {
      this.waiting--;
      this.missed = 0;
    }
  }

  /** Ends the worker; calls that still wait for it fail, and nobody is told of a death. */
  end(): void {
    clearInterval(this.timer);
    this.handle?.terminate();
    this.handle = undefined;
    this.perish('It was replaced.');
    this.opened = this.death;
  }

  private perish(reason: string): void {
    const advice = 'Try again; if it happens again, reload the page.';
    this.die(new AppError('worker-died', `The search engine's worker stopped. ${reason}`, advice));
  }

  /** Asks for a sign of life, where one is due. */
  private feelPulse(): void {
    const loading = this.status === undefined || this.status.phase === 'loading';
    const { loaded, total } = this.status?.progress ?? { loaded: 0, total: 0 };
    this.quiet = loading && total > 0 && loaded >= total ? this.quiet + 1 : 0;
    if (this.missed >= MISSED_PINGS) {
      this.perish('It does not answer any more.');
    } else if (this.quiet > QUIET_INTERVALS) {
      this.perish('It does not get ready.');
    } else if (loading || this.waiting > 0) {
      this.missed++;
      const heard = () => {
        this.missed = 0;
      };
      this.handle?.engine.ping().then(heard, () => {});
    }
  }
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'The search was given up for a newer one.', 'Search again.');
}
