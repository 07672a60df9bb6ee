// The page's own scripts take a while to arrive and to start, and only then would the engine's worker begin, and ask
// for its files. This starts the worker at once, and the largest of the files: the engine finds both. What
// `data-early` holds is written by the build (cli/build/early.ts).
(() => {
  const { worker: address, model } = JSON.parse(document.currentScript?.dataset.early ?? '{}');

  if (address) {
    // lib/engine/spawn.ts takes it, or, where it is of no use, starts another.
    const early = { worker: new Worker(address, { name: 'overlook-engine' }), failure: undefined };
    early.worker.addEventListener('error', (event) => {
      event.preventDefault();
      early.failure = event.message || 'It could not be started.';
    });
    globalThis.overlookEarly = early;
  }

  const query = new URLSearchParams(location.search);
  // Another gallery or model has other files.
  if (!model || query.has('gallery') || query.has('model')) return;

  const fetchMissing = async (url) => {
    // Where a visit before has kept it, the engine reads it from there.
    const kept = await globalThis.caches?.match(new URL(url, location.origin).href).catch(() => {});
    if (kept) return;
    await fetch(url, { priority: 'low' })
      .then((response) => response.arrayBuffer())
      .catch(() => {}); // The engine will ask again, and say what is wrong.
  };

  // Two at a time: the page's own scripts need the other connections.
  const [largest, ...rest] = model;
  fetchMissing(largest);
  const inTurn = async () => {
    for (const url of rest) await fetchMissing(url);
  };
  inTurn();
})();
