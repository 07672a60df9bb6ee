import { EngineClient } from '@/lib/engine/client';
import { spawnEngineWorker } from '@/lib/engine/spawn';

let singleton: EngineClient | undefined;

/** One engine a page, whatever mounts twice: a second would load everything again. */
export function engineClient(): EngineClient {
  singleton ??= new EngineClient(spawnEngineWorker);
  return singleton;
}
