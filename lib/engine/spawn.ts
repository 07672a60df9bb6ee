import { proxy, releaseProxy, wrap } from 'comlink';
import type { EngineEvents, ExposedEngine, RemoteEngine } from './remote';
import { letErrorsCross } from './remote';

/** A worker with an engine in it, as its supervisor sees it. */
export interface WorkerHandle {
  readonly engine: RemoteEngine;
  /** @param onDeath Called when the worker failed to start, threw, or ended. */
  watch(events: EngineEvents & { onDeath(reason: string): void }): void;
  /** Ends the worker without `onDeath`. */
  terminate(): void;
}

let errorsCross = false;

interface Started {
  readonly worker: Worker;
  /** The error, if it failed before the page began to watch it. */
  failure?: string | undefined;
}

function start(): Started {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'overlook-engine',
  });
  const started: Started = { worker };
  worker.addEventListener('error', (event) => {
    started.failure ??= event.message || 'It could not be started.';
  });
  return started;
}

/** Where cli/site/build/early-page.js leaves the worker that it started before any script of the page was there. */
const place = globalThis as { overlookEarly?: Started };

/** Starts the worker before the page needs it, so that its scripts load while the page is still rendering. */
export function startEarly(): void {
  try {
    place.overlookEarly ??= start();
  } catch {
    // The next call of the engine reports the error.
  }
}

function takeEarly(): Started | undefined {
  const early = place.overlookEarly;
  delete place.overlookEarly;
  return early?.failure === undefined ? early : undefined;
}

/** Starts the engine's worker. */
export function spawnEngineWorker(): WorkerHandle {
  if (!errorsCross) letErrorsCross();
  errorsCross = true;
  const started = takeEarly() ?? start();
  const { worker } = started;
  const remote = wrap<ExposedEngine>(worker);
  const ended = new AbortController();
  return {
    engine: remote as unknown as RemoteEngine,
    watch({ onStatus, onFatal, onDeath }) {
      if (started.failure !== undefined) onDeath(started.failure);
      const { signal } = ended;
      worker.addEventListener(
        'error',
        (event) => {
          event.preventDefault();
          onDeath(event.message || 'It could not be started.');
        },
        { signal },
      );
      worker.addEventListener('messageerror', () => onDeath('A message could not be read.'), {
        signal,
      });
      const lock = navigator.locks ? `overlook-engine-${crypto.randomUUID()}` : undefined;
      remote.watch(proxy(onStatus), proxy(onFatal), lock).then(
        () => lock && whenReleased(lock, signal, () => onDeath('It ended.')),
        (error: unknown) => onDeath(String(error)),
      );
    },
    terminate() {
      // Otherwise comlink's references would keep the listeners and all that they hold in memory.
      ended.abort();
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

/** Waits for a lock that the worker holds: it is released when the worker ends. */
function whenReleased(lock: string, signal: AbortSignal, then: () => void): void {
  navigator.locks.request(lock, { signal }, () => then()).catch(() => {});
}
