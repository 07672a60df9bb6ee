// The page's own scripts take a while to arrive and to start, and only then would the engine's worker begin, and ask
// for its files. This starts the worker at once, tells it what the page will ask for, and fetches the
// largest of the files. The build puts this into every page, inline (a
// file of its own would come a round trip later), with what `data-early` holds (cli/build/early.ts).
(() => {
  const early = JSON.parse(document.currentScript?.dataset.early ?? '{}');
  const query = new URLSearchParams(location.search);
  // Another gallery or model has other files.
  const usual = Boolean(early.config) && !query.has('gallery') && !query.has('model');

  if (early.worker) {
    // lib/engine/spawn.ts takes it, or, where it is of no use, starts another.
    const started = {
      worker: new Worker(early.worker, { name: 'overlook-engine' }),
      failure: undefined,
    };
    started.worker.addEventListener('error', (event) => {
      event.preventDefault();
      started.failure = event.message || 'It could not be started.';
    });
    globalThis.overlookEarly = started;
    // What the page makes of the same address (lib/hooks/resolve-config.ts).
    const backend = ['wasm', 'webgpu'].find((name) => name === query.get('backend'));
    const index = query.get('index') === 'exact' ? 'exact' : 'hnsw';
    const config = { ...early.config, index, ...(backend && { backend }) };
    if (usual) started.worker.postMessage({ early: config });
  }

  if (!usual) return;

  const fetchMissing = async (url) => {
    // Where a visit before has kept it, the engine reads it from there.
    const kept = await globalThis.caches?.match(new URL(url, location.origin).href).catch(() => {});
    if (kept) return;
    await fetch(url, { priority: 'low' })
      .then((response) => response.arrayBuffer())
      .catch(() => {}); // The engine will ask again, and say what is wrong.
  };

  // Two at a time: the page's own scripts need the other connections.
  const [largest, ...rest] = early.model;
  fetchMissing(largest);
  const inTurn = async () => {
    for (const url of rest) await fetchMissing(url);
  };
  inTurn();
})();
