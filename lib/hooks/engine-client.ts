import { EngineClient } from '@/lib/engine/client';
import { spawnEngineWorker, startEarly } from '@/lib/engine/spawn';

// Not when React asks: the worker's scripts run beside React's own start.
if (typeof window !== 'undefined') startEarly();

let singleton: EngineClient | undefined;

/** One engine a page, whatever mounts twice: a second would load everything again. */
export function engineClient(): EngineClient {
  singleton ??= new EngineClient(spawnEngineWorker);
  return singleton;
}
