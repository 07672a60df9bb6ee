import { expose } from 'comlink';
import { HttpAssetStore } from '@/lib/assets/http';
import { probeBackend } from '@/lib/encoder/backend';
import { createEncoder } from '@/lib/encoder/encoder';
import { decodeImage, openPicture } from '@/lib/image/decode.browser';
import { openHnswIndex } from '@/lib/search-index/hnsw';
import { Engine } from './engine';
import { exposeEngine } from './expose';
import { letErrorsCross } from './remote';

letErrorsCross();
expose(
  exposeEngine(({ base }, events) => {
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
      createEncoder,
      probeBackend,
      decodeImage,
      openPicture,
      openHnswIndex,
      ...events,
    });
    return engine;
  }),
);

function cachesOrNone(): CacheStorage | undefined {
  try {
    return globalThis.caches;
  } catch {
    return undefined;
  }
}
