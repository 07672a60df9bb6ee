// Threads need SharedArrayBuffer, and that needs headers which plain file servers do not send. There a
// service worker adds them; it governs from the next load on, so the page is loaded once more. Everything
// works without it as well, on one thread.
(() => {
  if (window.crossOriginIsolated !== false || !window.isSecureContext) return;
  const workers = navigator.serviceWorker;
  const scope = document.currentScript?.dataset.scope;
  if (!workers || !scope) return;

  const reloadOnce = () => {
    const key = 'overlook-isolation-reloaded';
    try {
      if (sessionStorage.getItem(key)) return;
      sessionStorage.setItem(key, '1');
    } catch {
      // No memory of a reload: rather no threads than a page that reloads for ever.
      return;
    }
    location.reload();
  };

  workers
    .register(`${scope}service-worker.js`, { scope, updateViaCache: 'none' })
    .then(() => workers.ready)
    .then(reloadOnce)
    .catch(() => {
      // Forbidden here (a private window, a policy): one thread it is.
    });
})();
