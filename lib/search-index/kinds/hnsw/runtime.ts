import { AppError } from '@/lib/errors/errors';
import { compiled, instantiating } from '@/lib/wasm/compiled';
import type { Hnswlib } from '../../hnswlib/hnswlib.mjs';

let loading: Promise<Hnswlib> | undefined;

/**
 * hnswlib, loaded once. A failed load is forgotten, so that the next call tries again.
 * @throws AppError asset-offline where its WebAssembly cannot be fetched
 */
export function loadHnswlib(): Promise<Hnswlib> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Hnswlib> {
  const [{ default: hnswlib }, module] = await Promise.all([
    import('../../hnswlib/hnswlib.mjs'),
    compiled(new URL('../../hnswlib/hnswlib.wasm', import.meta.url), offline),
  ]);
  return hnswlib({
    instantiateWasm: instantiating(module),
  });
}

function offline(cause: unknown): never {
  throw new AppError(
    'asset-offline',
    'The program that opens the index could not be loaded.',
    'Searching works without it; reload the page to try again.',
    { cause },
  );
}
