/** What the build tells the service worker of the site that it keeps. All addresses are paths that begin with the base path. */
export interface SiteFiles {
  /** '' or a path that starts with a slash. */
  readonly base: string;
  /** What every view needs; `revision` is null where the name changes with the content. */
  readonly shell: readonly { readonly url: string; readonly revision: string | null }[];
  /** WebAssembly, by the backend that runs it; kept once a visit has used it. */
  readonly programs: Readonly<Record<'wasm' | 'webgpu', readonly string[]>>;
  /** Headers that isolate a page, for hosts that send none. */
  readonly isolation: Readonly<Record<string, string>>;
}

/** Asks the service worker to keep what was fetched before it was there; it answers on the message's port when it has. */
export interface KeepMessage {
  readonly type: 'KEEP';
  readonly backend: 'wasm' | 'webgpu';
  /** Absolute addresses of pictures that the page has shown. */
  readonly urls: readonly string[];
}

/** Lets a new version, which has been waiting, take over. */
export const TAKE_OVER = { type: 'SKIP_WAITING' } as const;
