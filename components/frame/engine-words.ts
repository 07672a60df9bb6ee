import { percent, shareOf } from '@/components/ui/format';
import type { EngineStatus } from '@/lib/engine/protocol';

const BACKENDS = { webgpu: 'WebGPU', wasm: 'WebAssembly' } as const;

/** `WebGPU`, `WebAssembly`, or a dash while none is chosen. */
export function backendName({ backend }: Pick<EngineStatus, 'backend'>): string {
  return backend ? BACKENDS[backend] : '–';
}

/** Where the engine stands, as one word with a tone. */
export type Tone = 'busy' | 'good' | 'bad';

export function toneOf(status: EngineStatus): Tone {
  if (status.phase === 'error') return 'bad';
  return status.phase === 'ready' ? 'good' : 'busy';
}

/** The pill's few letters. */
export function pillWords(status: EngineStatus): string {
  if (status.phase === 'error') return 'Stopped';
  if (status.phase === 'ready') return 'Ready';
  return status.progress.total > 0 ? `Loading ${percent(shareOf(status.progress))}` : 'Loading';
}

/**
 * What the engine is doing, for the live region: one sentence a stage, none a progress tick, so that
 * a screen reader hears three sentences on a first visit and not thirty.
 */
export function engineSentence(status: EngineStatus): string {
  if (status.phase === 'error')
    return `The search engine stopped. ${status.error?.message ?? ''}`.trim();
  if (!status.text) return 'Loading the search engine.';
  if (status.imageProblem) return 'Ready for words. Pictures cannot be searched.';
  if (!status.image) return 'Ready for words. The image encoder is still loading.';
  return status.phase === 'ready'
    ? `Ready on ${backendName(status)}.`
    : 'Loading the search engine.';
}
