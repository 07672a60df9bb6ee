import { proxy, wrap } from 'comlink';
import type { EngineEvents, ExposedEngine, RemoteEngine } from './remote';
import { letErrorsCross } from './remote';

/** A worker with an engine in it, as its supervisor sees it. */
export interface WorkerHandle {
  readonly engine: RemoteEngine;
  /** @param onDeath Told when the worker failed to start, threw, or ended. */
  watch(events: EngineEvents & { onDeath(reason: string): void }): void;
  /** Ends the worker without `onDeath`. */
  terminate(): void;
}

let errorsCross = false;

/** Starts the engine's worker. */
export function spawnEngineWorker(): WorkerHandle {
  if (!errorsCross) letErrorsCross();
  errorsCross = true;
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'overlook-engine',
  });
  const remote = wrap<ExposedEngine>(worker);
  const ended = new AbortController();
  return {
    engine: remote as unknown as RemoteEngine,
    watch({ onStatus, onFatal, onDeath }) {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        if (!ended.signal.aborted) onDeath(event.message || 'It could not be started.');
      });
      worker.addEventListener('messageerror', () => onDeath('A message could not be read.'));
      const lock = navigator.locks ? `overlook-engine-${crypto.randomUUID()}` : undefined;
      remote.watch(proxy(onStatus), proxy(onFatal), lock).then(
        () => lock && whenReleased(lock, ended.signal, () => onDeath('It ended.')),
        (error: unknown) => onDeath(String(error)),
      );
    },
    terminate() {
      ended.abort();
      worker.terminate();
    },
  };
}

/** Waits for a lock that the worker holds: it comes free only with the worker's end. */
function whenReleased(lock: string, signal: AbortSignal, then: () => void): void {
  navigator.locks.request(lock, { signal }, () => then()).catch(() => {});
}
