/** Headers that give a page SharedArrayBuffer, and so threads; `next dev` and our server send them. */
export const ISOLATION = Object.freeze({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/** The same in the form that next.config needs. */
export function isolationHeaders() {
  return Object.entries(ISOLATION).map(([key, value]) => ({ key, value }));
}
