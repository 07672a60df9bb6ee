// The page's own scripts take a while to arrive and to start, and only then would the engine's worker begin, and ask
// for its files. This starts the worker at once, sends it the configuration that the page will open, and fetches the
// largest of the files. The build puts this into every page, inline (a
// file of its own would come a round trip later), with what `data-early` holds (cli/site/build/early.ts).
(() => {
  const early = JSON.parse(document.currentScript?.dataset.early ?? '{}');
  const query = new URLSearchParams(location.search);
  // Another gallery or model has other files.
  const usual = Boolean(early.config) && !query.has('gallery') && !query.has('model');

  if (early.worker) {
    // lib/engine/spawn.ts takes it, or starts another if it failed.
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
    const config = { ...early.config };
    for (const [key, names] of Object.entries(early.choices)) {
      const name = query.get(key);
      if (names.includes(name)) config[key] = name;
    }
    if (usual) started.worker.postMessage({ early: config });
  }

  if (!usual) return;

  const fetchMissing = async (url) => {
    // Where a visit before has kept it, the engine reads it from there.
    const kept = await globalThis.caches?.match(new URL(url, location.origin).href).catch(() => {});
    if (kept) return;
    await fetch(url, { priority: 'low' })
      .then((response) => response.arrayBuffer())
      .catch(() => {}); // The engine fetches it again and reports the error.
  };

  // Two at a time: the page's own scripts need the other connections.
  const [largest, ...rest] = early.model;
  fetchMissing(largest);
  const inTurn = async () => {
    for (const url of rest) await fetchMissing(url);
  };
  inTurn();
})();
