/**
 * The site's service worker: it isolates pages on hosts that send no headers, and keeps what a visit has used, so that
 * all of it works without the server. Bundled by cli/site/build/service-worker.ts, which defines `SITE`.
 *
 * Kept at once: what every view needs, one version of it at a time. Kept once used: WebAssembly and pictures. Models,
 * embeddings and manifests are kept by the engine (lib/assets). A new version waits until the visitor takes it.
 */
import { CacheFirst, ExpirationPlugin, NetworkFirst, Serwist, setCacheNameDetails } from 'serwist';
import { isGalleryFile, isProgram, pageFile } from './addresses';
import type { KeepMessage, SiteFiles } from './types';

declare const self: ServiceWorkerGlobalScope;
declare const SITE: SiteFiles;

/** Pictures that are kept: the newest. At about 10 kB each this is some 40 MB. */
const MOST_PICTURES = 4000;
/** The runtime for both backends and the index, of this version and the one before. */
const MOST_PROGRAMS = 6;
/** After so long a picture that is kept is shown in place of one that does not come, s. */
const PATIENCE = 10;
/** What the browser asks about isolation: documents, and scripts that become workers. */
const ISOLATED = new Set(['document', 'iframe', 'worker', 'sharedworker', 'script']);
/** Statuses whose responses may have no body. */
const BODILESS = new Set([101, 204, 205, 304]);

// Several sites may share an origin (user.example/one, /two).
setCacheNameDetails({ prefix: 'overlook-site', suffix: SITE.base });

const serwist = new Serwist({
  precacheEntries: [...SITE.shell],
  precacheOptions: {
    cleanupOutdatedCaches: true,
    ignoreURLParametersMatching: [/./],
    cleanURLs: false,
    urlManipulation: ({ url }) => {
      const file = pageFile(url.pathname, SITE.base);
      return file === null ? [] : [new URL(file, url)];
    },
  },
  clientsClaim: true,
  runtimeCaching: [
    {
      matcher: ({ url, sameOrigin }) => sameOrigin && isProgram(url, SITE.base),
      handler: new CacheFirst({
        cacheName: `overlook-programs${SITE.base}`,
        plugins: [new ExpirationPlugin({ maxEntries: MOST_PROGRAMS, purgeOnQuotaError: true })],
      }),
    },
    {
      matcher: ({ url, sameOrigin }) => sameOrigin && isGalleryFile(url, SITE.base),
      handler: new NetworkFirst({
        cacheName: `overlook-pictures${SITE.base}`,
        networkTimeoutSeconds: PATIENCE,
        plugins: [new ExpirationPlugin({ maxEntries: MOST_PICTURES, purgeOnQuotaError: true })],
      }),
    },
  ],
});

self.addEventListener('install', serwist.handleInstall);
self.addEventListener('activate', serwist.handleActivate);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'HEAD' && pageFile(url.pathname, SITE.base) !== null) {
    // The page's router asks so whether a view is there, before it fetches the view's own data. Without an answer it
    // loads the whole page, and what is only in memory is lost: a picture that was brought.
    const kept = serwist.handleRequest({ request: new Request(url), event });
    if (kept)
      event.respondWith(
        kept.then(({ status, headers }) => new Response(null, { status, headers })),
      );
    return;
  }
  if (request.method !== 'GET') return;
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  const kept = serwist.handleRequest({ request, event });
  if (ISOLATED.has(request.destination)) {
    event.respondWith((kept ?? fetch(request)).then(isolated));
  } else if (kept) event.respondWith(kept);
});

self.addEventListener('message', (event) => {
  const message = event.data as Partial<KeepMessage> | null;
  if (message?.type !== 'KEEP' || !message.backend) return;
  const urls = [...SITE.programs[message.backend], ...(message.urls ?? [])];
  const all = Promise.allSettled(
    urls.map((url) => serwist.handleRequest({ request: new Request(url), event })),
  ).then((results) =>
    event.ports[0]?.postMessage(results.every(({ status }) => status === 'fulfilled')),
  );
  event.waitUntil(all);
});

function isolated(response: Response): Response {
  // Redirects of a navigation and opaque responses cannot be made anew.
  if (response.status === 0 || response.type.startsWith('opaque')) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SITE.isolation)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(BODILESS.has(status) ? null : response.body, { status, statusText, headers });
}
