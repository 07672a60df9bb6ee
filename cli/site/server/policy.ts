import { ISOLATION } from './isolation.mjs';

/**
 * Content-Security-Policy of everything we serve. Pages run their own files and the inline scripts that Next
 * wrote into them, by hash; WebAssembly is compiled in workers only, whose policy is that of their own script.
 * Nothing needs `eval`.
 */
const BASE: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** What a `<meta>` cannot say: browsers ignore it there. */
const HEADER_ONLY = { 'frame-ancestors': "'none'" };

/**
 * Policy in a page's `<meta>`, for hosts that set no headers.
 * @param hashes `'sha256-…'`, of its inline scripts
 * @param pictures origins that pictures may come from beside our own: of a base map, where one is configured
 */
export function metaPolicy(hashes: readonly string[], pictures: readonly string[] = []): string {
  return print({
    ...BASE,
    'img-src': [BASE['img-src'], ...pictures].join(' '),
    'script-src': ["'self'", ...hashes].join(' '),
  });
}

/** Policy in the header of a page. */
export function pagePolicy(hashes: readonly string[], pictures: readonly string[] = []): string {
  return `${metaPolicy(hashes, pictures)}; ${print(HEADER_ONLY)}`;
}

/** Policy of everything that is not a page: it counts where a script starts as a worker. */
export function filePolicy(): string {
  return print({ ...BASE, 'script-src': "'self' 'wasm-unsafe-eval'", ...HEADER_ONLY });
}

/** Headers that every response carries. `isolated: false` leaves out what makes SharedArrayBuffer available. */
export function commonHeaders(isolated: boolean): Readonly<Record<string, string>> {
  return {
    ...(isolated ? ISOLATION : {}),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  };
}

function print(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
