import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '@/lib/engine/protocol';
import { AppError } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import { EvaluationRuns } from './evaluation-runs';

const CONFIG: EngineConfig = { model: 'm', gallery: 'g', base: '', index: 'hnsw' };
const OTHER: EngineConfig = { ...CONFIG, gallery: 'h' };
const EVALUATION = { given: [] } as unknown as Evaluation;
const HALF: EvaluationProgress = { stage: 'images', done: 1, total: 2 };

interface Call {
  readonly onProgress: (progress: EvaluationProgress) => void;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (evaluation: Evaluation) => void;
  readonly reject: (error: unknown) => void;
}

let calls: Call[];
let runs: EvaluationRuns;

beforeEach(() => {
  calls = [];
  runs = new EvaluationRuns({
    open: async () => ({}) as never,
    evaluate: (onProgress, signal) =>
      new Promise((resolve, reject) => {
        calls.push({ onProgress, signal, resolve, reject });
      }),
  });
});

const called = (n: number) =>
  vi.waitFor(
    () => {
      expect(calls).toHaveLength(n);
      return calls[n - 1] as Call;
    },
    { interval: 1 },
  );

describe('the evaluations of a visit', () => {
  it('are kept by what they are of', async () => {
    const listener = vi.fn();
    const end = runs.subscribe(listener);
    expect(runs.state(CONFIG)).toEqual({ phase: 'idle' });
    const running = runs.start(CONFIG);
    const call = await called(1);
    call.onProgress(HALF);
    expect(runs.state(CONFIG)).toEqual({ phase: 'running', progress: HALF });
    call.resolve(EVALUATION);
    await running;
    expect(runs.state({ ...CONFIG, index: 'exact' })).toMatchObject({ phase: 'done' });
    expect(runs.state(OTHER)).toEqual({ phase: 'idle' });
    call.onProgress(HALF); // One that comes late changes nothing.
    expect(runs.state(CONFIG).phase).toBe('done');
    expect(listener).toHaveBeenCalledTimes(3);
    end();
  });

  it('can be cancelled and started again', async () => {
    void runs.start(CONFIG);
    const first = await called(1);
    first.onProgress(HALF);
    runs.cancel();
    runs.cancel();
    expect(first.signal?.aborted).toBe(true);
    expect(runs.state(CONFIG)).toEqual({ phase: 'cancelled', progress: HALF });
    const again = runs.start(CONFIG);
    first.reject(new AppError('cancelled', 'Given up.', 'Again.'));
    const second = await called(2);
    expect(runs.state(CONFIG).phase).toBe('running');
    second.resolve(EVALUATION);
    await again;
    expect(runs.state(CONFIG).phase).toBe('done');
  });

  it('run one at a time', async () => {
    void runs.start(CONFIG);
    const first = await called(1);
    runs.keepOnly(CONFIG);
    expect(first.signal?.aborted).toBe(false);
    runs.keepOnly(OTHER);
    expect(first.signal?.aborted).toBe(true);
    void runs.start(OTHER);
    await called(2);
    expect(runs.state(CONFIG).phase).toBe('cancelled');
    expect(runs.state(OTHER).phase).toBe('running');
  });

  it('fail with what went wrong; what the engine gave up counts as cancelled', async () => {
    const failing = runs.start(CONFIG);
    (await called(1)).reject(new AppError('asset-offline', 'No network.', 'Connect.'));
    await failing;
    expect(runs.state(CONFIG)).toMatchObject({ phase: 'failed', error: { code: 'asset-offline' } });
    const left = runs.start(CONFIG);
    (await called(2)).reject(new AppError('cancelled', 'Another gallery.', 'Again.'));
    await left;
    expect(runs.state(CONFIG).phase).toBe('cancelled');
  });
});
