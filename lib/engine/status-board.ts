import type { EngineStatus } from './protocol';

export const INITIAL_STATUS: EngineStatus = {
  phase: 'loading',
  text: false,
  image: false,
  gallery: false,
  backend: null,
  threads: 1,
  index: null,
  progress: { loaded: 0, total: 0 },
  cached: false,
};

/** Least time between two reports of progress, ms: more would not be visible. */
const PROGRESS_INTERVAL = 50;

/** The engine's latest status. Changes are reported at once, those of progress alone at intervals. */
export class StatusBoard {
  private latest = INITIAL_STATUS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (status: EngineStatus) => void) {}

  get status(): EngineStatus {
    return this.latest;
  }

  set(patch: Partial<EngineStatus>): void {
    this.latest = { ...this.latest, ...patch };
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell(this.latest);
  }

  progress(progress: EngineStatus['progress'], cached: boolean): void {
    this.latest = { ...this.latest, progress, cached };
    this.timer ??= setTimeout(() => this.set({}), PROGRESS_INTERVAL);
  }
}
