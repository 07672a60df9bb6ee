'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { EngineStatus } from '@/lib/engine/protocol';
import { INITIAL_STATUS } from '@/lib/engine/status-board';
import { engineClient } from './engine-client';

const onServer = () => INITIAL_STATUS;

/** What the engine is doing; renders again when that changes. */
export function useEngineStatus(): EngineStatus {
  const { subscribe, status } = engineClient();
  return useSyncExternalStore(subscribe, status, onServer);
}

/** Sets `<html data-engine data-backend>`, by which tests and tools see how far the engine is. */
export function useEngineAttributes(): void {
  const { phase, backend } = useEngineStatus();
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.engine = phase;
    if (backend) dataset.backend = backend;
    else delete dataset.backend;
  }, [phase, backend]);
}
