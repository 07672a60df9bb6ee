import { expose } from 'comlink';
import { HttpAssetStore } from '@/lib/assets/http';
import { probeBackend } from '@/lib/encoder/backend';
import { createEncoder } from '@/lib/encoder/encoder';
import { decodeImage, openPicture } from '@/lib/image/decode.browser';
import { openIndex } from '@/lib/search-index/kinds/registry';
import { Engine } from './engine';
import { exposeEngine } from './expose';
import type { EngineConfig } from './protocol';
import { letErrorsCross } from './remote';
import { WORKER_MARK } from './worker-mark';

performance.mark(WORKER_MARK);
letErrorsCross();
const exposed = exposeEngine(({ base }, events) => {
  const store = new HttpAssetStore({
    base,
    origin: self.location.origin,
    fetch: (url, init) => fetch(url, init),
    // Reading the property throws where storage is forbidden (a sandboxed frame).
    caches: cachesOrNone(),
    onProblem: (problem) => engine.reportStorage(problem),
  });
  const engine = new Engine({
    store,
    ask: (path, init) => fetch(`${base}/${path}`, init),
    createEncoder,
    probeBackend,
    decodeImage,
    openPicture,
    openIndex,
    openOwn: async (id) => (await import('@/lib/own-gallery/storage/open')).openOwn(id),
    ...events,
  });
  return engine;
});
expose(exposed);

// cli/site/build/early-page.js says what the page will ask for as soon as it can; asked for again it is there already.
self.addEventListener('message', ({ data }: MessageEvent<{ early?: EngineConfig } | null>) => {
  if (data?.early) exposed.open(data.early).catch(() => {}); // The page opens it too and gets the error then.
});

function cachesOrNone(): CacheStorage | undefined {
  try {
    return globalThis.caches;
  } catch {
    return undefined;
  }
}
