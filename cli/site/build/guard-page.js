// A script that does not arrive, or arrives as something else, leaves the page waiting without a word. The build puts
// this into every page, inline, before all others: it says what is wrong and what to do, until the page has started
// (components/frame/frame.tsx says so by `data-page`).
(() => {
  /** So long nothing is said about scripts that are still coming, ms. */
  const PATIENCE = 60_000;
  const root = document.documentElement;
  let told = false;

  const tell = (message) => {
    if (told || root.dataset.page === 'started') return;
    told = true;
    const box = document.createElement('div');
    box.setAttribute('role', 'alert');
    box.className =
      'fixed inset-x-3 bottom-3 z-50 flex flex-col items-start gap-3 rounded-2xl border border-line bg-raised p-5 text-ink shadow-float';
    const text = document.createElement('p');
    text.textContent = `${message} Check the connection and reload the page. If you run this site: put all files of the build on the host, and send those that end in .js as text/javascript.`;
    const code = document.createElement('code');
    code.className = 'text-sm text-muted';
    code.textContent = 'page-not-started';
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'rounded-lg bg-accent px-4 py-2 font-medium text-on-accent';
    again.textContent = 'Reload';
    again.addEventListener('click', () => location.reload());
    box.append(text, again, code);
    document.body.append(box);
  };

  const whenDrawn = (work) => {
    if (document.body) work();
    else addEventListener('DOMContentLoaded', work, { once: true });
  };

  addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLScriptElement) || !target.src.includes('/_next/')) return;
      whenDrawn(() => tell(`Overlook did not start: ${target.src} did not arrive as a script.`));
    },
    true,
  );
  setTimeout(
    () => whenDrawn(() => tell('Overlook did not start: its scripts have not arrived yet.')),
    PATIENCE,
  );
})();
