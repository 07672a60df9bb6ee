// The engine asks for its files when the page's scripts have arrived and started. Until then the line would idle
// now and then: this asks for the largest of them at once, and the engine finds them in the browser's cache. What
// `data-files` holds is written by the build (cli/build/early.ts).
(() => {
  const { scripts, model } = JSON.parse(document.currentScript?.dataset.files ?? '{}');
  const query = new URLSearchParams(location.search);
  // Another gallery or model has other files.
  if (!model || query.has('gallery') || query.has('model')) return;

  const fetchEarly = (url, priority) =>
    fetch(url, { priority })
      .then((response) => response.arrayBuffer())
      .catch(() => {}); // The engine will ask again, and say what is wrong.

  const fetchMissing = async (url) => {
    // Where a visit before has kept it, the engine reads it from there.
    const kept = await globalThis.caches?.match(new URL(url, location.origin).href).catch(() => {});
    if (!kept) await fetchEarly(url, 'low');
  };

  // Two at a time: the page's own scripts need the other connections.
  const [largest, ...rest] = model;
  fetchMissing(largest);
  const inTurn = async () => {
    await Promise.all(scripts.map((url) => fetchEarly(url, 'auto')));
    for (const url of rest) await fetchMissing(url);
  };
  inTurn();
})();
