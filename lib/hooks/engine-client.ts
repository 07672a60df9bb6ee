import { EngineClient } from '@/lib/engine/client';
import { spawnEngineWorker, startEarly } from '@/lib/engine/spawn';

// Now, not when React first asks: so the worker's scripts load while React starts.
if (typeof window !== 'undefined') startEarly();

let singleton: EngineClient | undefined;

/** One engine a page, even where React mounts twice: a second would load everything again. */
export function engineClient(): EngineClient {
  singleton ??= new EngineClient(spawnEngineWorker);
  return singleton;
}
