import { AppError } from '@/lib/errors/errors';
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
    compile(new URL('../../hnswlib/hnswlib.wasm', import.meta.url)),
  ]);
  return hnswlib({
    instantiateWasm(imports, ready) {
      // Left unawaited, as emscripten has it: the promise of the factory resolves after `ready`.
      void WebAssembly.instantiate(module, imports).then(ready);
      return {};
    },
  });
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === 'file:') {
    const { readFile } = await import(
      /* turbopackIgnore: true */ /* @vite-ignore */ 'node:fs/promises'
    );
    return WebAssembly.compile(await readFile(url));
  }
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // Not streamed: a plain file server may not send the type that streaming insists on.
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new AppError(
      'asset-offline',
      'The program that opens the index could not be loaded.',
      'Searching works without it; reload the page to try again.',
      { cause },
    );
  }
}
