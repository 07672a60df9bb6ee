import { AppError } from '@/lib/errors/errors';
import type { Backend } from './types';

/** The part of the interface that is used here; @webgpu/types is not worth a dependency. */
interface Gpu {
  requestAdapter(): Promise<{
    readonly isFallbackAdapter?: boolean;
    readonly info?: { readonly isFallbackAdapter?: boolean };
  } | null>;
}

const MOST_THREADS = 4;

/**
 * The best backend that this machine seems to have. That there is an adapter does not mean that it computes
 * rightly: the encoder's golden check has the last word.
 *
 * @param asked given back where it is there. Left out, WebGPU where it is more than a renderer in software, which
 *   is slower than wasm.
 * @throws AppError backend-missing where the backend that is asked for, or WebAssembly, is not available
 */
export async function probeBackend(asked?: Backend): Promise<Backend> {
  if (typeof WebAssembly === 'undefined') {
    throw new AppError(
      'backend-missing',
      'This browser runs no WebAssembly.',
      'Use a current Firefox, Chrome, Edge or Safari, and leave the "lockdown" or "secure" mode for this site.',
    );
  }
  if (asked === 'wasm') return 'wasm';
  const adapter = await requestAdapter();
  if (adapter && (asked === 'webgpu' || !adapter.software)) return 'webgpu';
  if (asked === undefined) return 'wasm';
  throw new AppError(
    'backend-missing',
    'WebGPU was asked for, and this browser or machine has none.',
    'Leave "backend" out of the address; everything works without it, only slower.',
  );
}

async function requestAdapter(): Promise<{ software: boolean } | null> {
  // Node 20 has no navigator.
  const gpu = (globalThis.navigator as unknown as { gpu?: Gpu } | undefined)?.gpu;
  try {
    const adapter = await gpu?.requestAdapter();
    if (!adapter) return null;
    return { software: (adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter) === true };
  } catch {
    return null;
  }
}

/** Threads for wasm: 1 where the page is not isolated, since threads share their memory. */
export function probeThreads(): number {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return isolated ? Math.max(1, Math.min(MOST_THREADS, cores)) : 1;
}
