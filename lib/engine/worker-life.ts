import { proxy } from 'comlink';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import type { Inside, Picture, PictureInfo } from '@/lib/find/types';
import type { EngineConfig, EngineStatus, Query, SearchAnswer, SearchOptions } from './protocol';
import type { Manifests, RemoteEngine } from './remote';
import type { WorkerHandle } from './spawn';

/** Interval of pings while a call is waiting, ms. */
const PING_INTERVAL = 10_000;
/**
 * Unanswered pings after which the worker counts as failed. Counted, not timed, because a laptop that wakes up has
 * missed a minute without a fault; many, because compiling a large model blocks a worker for long.
 */
const MISSED_PINGS = 6;
/**
 * Intervals without a change of status, while loading and with all files fetched, after which the worker counts as
 * hung (a thread that never starts keeps the runtime waiting, and the worker answers pings meanwhile). 5 minutes,
 * because the runtime itself is fetched too and is not part of the progress.
 */
const QUIET_INTERVALS = 30;

export interface LifeEvents {
  onStatus(status: EngineStatus): void;
  onDeath(report: ErrorReport): void;
}

/** One worker from its start to its end. Every call ends when the worker does. */
export class WorkerLife {
  /** The manifests of the latest configuration. */
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
      this.fail(`It could not be started: ${reportOf(error).message}`);
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
      onDeath: (reason) => this.fail(reason),
    });
    this.timer = setInterval(() => this.checkAlive(), PING_INTERVAL);
    this.open(this.config);
  }

  open(config: EngineConfig): void {
    this.opened = this.call((engine) => engine.open({ ...config, ...this.overrides }));
    this.opened.catch(() => {}); // Callers handle the rejection; this avoids an unhandled one.
  }

  search(query: Query, { k, signal, ...narrowing }: SearchOptions): Promise<SearchAnswer> {
    return this.cancellable((engine, call) => engine.search(call, query, k, narrowing), signal);
  }

  openPicture(picture: Picture, signal?: AbortSignal): Promise<PictureInfo> {
    return this.cancellable((engine, call) => engine.openPicture(call, picture), signal);
  }

  lookInside(item: string, features: readonly string[], signal?: AbortSignal): Promise<Inside> {
    return this.cancellable((engine, call) => engine.lookInside(call, item, features), signal);
  }

  evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation> {
    return this.cancellable((engine, call) => engine.evaluate(call, proxy(onProgress)), signal);
  }

  /** A call that the worker cancels when the signal aborts. @throws AppError cancelled, at once */
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

  /** Ends the worker; calls that still wait for it reject. */
  end(): void {
    clearInterval(this.timer);
    this.handle?.terminate();
    this.handle = undefined;
    this.fail('It was replaced.');
    this.opened = this.death;
  }

  private fail(reason: string): void {
    const advice = 'Try again; if it happens again, reload the page.';
    this.die(new AppError('worker-died', `The search engine's worker stopped. ${reason}`, advice));
  }

  /** Pings the worker while a call is waiting; fails it after too many missed pings. */
  private checkAlive(): void {
    const loading = this.status === undefined || this.status.phase === 'loading';
    const { loaded, total } = this.status?.progress ?? { loaded: 0, total: 0 };
    this.quiet = loading && total > 0 && loaded >= total ? this.quiet + 1 : 0;
    if (this.missed >= MISSED_PINGS) {
      this.fail('It no longer answers.');
    } else if (this.quiet > QUIET_INTERVALS) {
      this.fail('It did not finish loading.');
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
  return new AppError(
    'cancelled',
    'The search was cancelled in favour of a newer one.',
    'Search again.',
  );
}
