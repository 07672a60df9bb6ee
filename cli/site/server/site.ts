import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filePolicy, pagePolicy } from './policy';

/** `headers.json` of a built site: what a server has to know to send each file with its own policy. */
export interface SiteHeaders {
  /** '' or a path that starts with a slash; file names below are without it. */
  readonly basePath: string;
  /** Page (`/image.html`) → `'sha256-…'` of its inline scripts. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
  /** Origins that pages may fetch pictures from beside their own; left out where there are none. */
  readonly pictures?: readonly string[];
}

export const HEADERS_FILE = 'headers.json';

/** A built site on disk; `headers` is read again when a new build has replaced it. */
export class Site {
  #read: { at: number; headers: SiteHeaders } | null = null;

  constructor(readonly root: string) {}

  /** @throws Error (ENOENT) where nothing was built at `root` */
  get headers(): SiteHeaders {
    const file = join(this.root, HEADERS_FILE);
    const at = statSync(file).mtimeMs;
    if (this.#read?.at !== at) {
      this.#read = { at, headers: JSON.parse(readFileSync(file, 'utf8')) as SiteHeaders };
    }
    return this.#read.headers;
  }

  /** Policy for a path of the site, decoded, without the base path. */
  policyOf(path: string): string {
    const { pages, pictures } = this.headers;
    const hashes = [path, `${path}.html`, `${path.replace(/\/?$/, '/')}index.html`]
      .map((name) => pages[name])
      .find((found) => found !== undefined);
    if (hashes !== undefined) return pagePolicy(hashes, pictures);
    return /\.[a-z0-9]+$/i.test(path)
      ? filePolicy()
      : pagePolicy(pages['/404.html'] ?? [], pictures);
  }
}
