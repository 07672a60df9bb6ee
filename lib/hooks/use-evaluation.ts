'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { engineClient } from './engine-client';
import { EvaluationRuns, type EvaluationState, IDLE } from './evaluation-runs';
import { useEngineContext } from './provider';

let singleton: EvaluationRuns | undefined;

function evaluationRuns(): EvaluationRuns {
  singleton ??= new EvaluationRuns(engineClient());
  return singleton;
}

/** The evaluation of the open gallery. It goes on, and its result stays, when the view is left. */
export function useEvaluation(): {
  readonly state: EvaluationState;
  start(): void;
  cancel(): void;
} {
  const { config } = useEngineContext();
  const runs = evaluationRuns();
  const state = useSyncExternalStore(
    runs.subscribe,
    () => runs.state(config),
    () => IDLE,
  );
  useEffect(() => runs.keepOnly(config), [runs, config]);
  const start = useCallback(() => void runs.start(config), [runs, config]);
  const cancel = useCallback(() => runs.cancel(), [runs]);
  return { state, start, cancel };
}
