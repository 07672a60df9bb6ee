import type { EngineClient } from '@/lib/engine/client';
import type { EngineConfig } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';

/** State of an evaluation; `progress` is null before its first step. */
export type EvaluationState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: EvaluationProgress | null }
  | { readonly phase: 'cancelled'; readonly progress: EvaluationProgress | null }
  | { readonly phase: 'failed'; readonly error: ErrorReport }
  | { readonly phase: 'done'; readonly evaluation: Evaluation };

export const IDLE: EvaluationState = { phase: 'idle' };

type Engine = Pick<EngineClient, 'open' | 'evaluate'>;

/**
 * The evaluations of a visit, one running at a time. They continue when the view is left: a visitor may search while one
 * runs, follow a link from its result, and come back to it.
 */
export class EvaluationRuns {
  private readonly states = new Map<string, EvaluationState>();
  private running: { readonly key: string; readonly controller: AbortController } | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly engine: Engine) {}

  /** The same object until it changes. */
  state(config: EngineConfig): EvaluationState {
    return this.states.get(keyOf(config)) ?? IDLE;
  }

  /** @returns A function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Starts an evaluation; one that is running, of any gallery, is cancelled. */
  async start(config: EngineConfig): Promise<void> {
    this.cancel();
    const key = keyOf(config);
    const run = { key, controller: new AbortController() };
    const { signal } = run.controller;
    this.running = run;
    const tell = (state: EvaluationState): void => {
      if (this.running === run) this.set(key, state);
    };
    tell({ phase: 'running', progress: null });
    try {
      await this.engine.open(config);
      const evaluation = await this.engine.evaluate(
        (progress) => tell({ phase: 'running', progress }),
        signal,
      );
      tell({ phase: 'done', evaluation });
    } catch (reason) {
      const error = reportOf(reason);
      // Another gallery was opened meanwhile: this one was cancelled too.
      if (error.code === 'cancelled' && this.running === run) this.cancel();
      tell({ phase: 'failed', error });
    } finally {
      if (this.running === run) this.running = undefined;
    }
  }

  /** Cancels the running evaluation. */
  cancel(): void {
    const { running } = this;
    if (!running) return;
    this.running = undefined;
    running.controller.abort();
    const state = this.states.get(running.key);
    const progress = state?.phase === 'running' ? state.progress : null;
    this.set(running.key, { phase: 'cancelled', progress });
  }

  /** Cancels the running evaluation if it is of another gallery, model or backend. */
  keepOnly(config: EngineConfig): void {
    if (this.running && this.running.key !== keyOf(config)) this.cancel();
  }

  private set(key: string, state: EvaluationState): void {
    this.states.set(key, state);
    for (const listener of this.listeners) listener();
  }
}

function keyOf({ base, model, gallery, backend, threads }: EngineConfig): string {
  return JSON.stringify([base, model, gallery, backend, threads]);
}
