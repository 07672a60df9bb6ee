/**
 * The file of a page by any of the addresses that hosts give it: `/image`, `/image/`, `/image/index.html`.
 * @param path with the base path
 * @returns path with the base path; null for what cannot be a page
 */
export function pageFile(path: string, base: string): string | null {
  if (!path.startsWith(`${base}/`)) return null;
  const inside = path
    .slice(base.length + 1)
    .replace(/(^|\/)index\.html$/, '')
    .replace(/\.html$/, '')
    .replace(/\/+$/, '');
  if (/[./]/.test(inside)) return null;
  return `${base}/${inside === '' ? 'index' : inside}.html`;
}

/**
 * Pictures and other files of galleries that the page fetches by their names. What a manifest names with its hash, and
 * the manifests, the engine keeps itself (lib/assets).
 */
export function isGalleryFile(url: URL, base: string): boolean {
  return (
    url.pathname.startsWith(`${base}/galleries/`) &&
    !url.searchParams.has('sha256') &&
    !/\/(gallery|galleries)\.json$/.test(url.pathname)
  );
}

/** WebAssembly of the runtime and of the index. */
export function isProgram(url: URL, base: string): boolean {
  return url.pathname.startsWith(`${base}/_next/static/`) && url.pathname.endsWith('.wasm');
}
