import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { commonHeaders } from './policy';
import { Site } from './site';

/** Answers a request below `/api/`; `path` is the parts of its address behind that, decoded. */
export type ApiHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  path: readonly string[],
) => Promise<void>;

export interface ServeOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** False leaves out the isolation headers, as a plain host would; for tests. */
  readonly isolated: boolean;
  /** Answers what is asked below `/api/`; without it there is nothing there. */
  readonly api?: ApiHandler;
}

const API = '/api/';
/** Which collections there are: a file that names none, in whose place a server with collections answers. */
const COLLECTIONS = '/collections.json';

/** Names that Next derives from the content: they never change, so they need never be asked for again. */
const HASHED = /^\/_next\/static\//;
/** The engine names files of models and galleries by their hash: the same goes for them. */
const HASHED_QUERY = /\?sha256=[0-9a-f]{64}$/;
/** Extensions that the table of media types does not know. */
const BINARY = /\.(onnx|bin|hnsw)$/;

/** Serves a built site: precompressed, with ranges, validation and the security headers on every response. */
export function siteHandler({ root, isolated, api }: ServeOptions): RequestListener {
  const site = new Site(root);
  const common = Object.entries(commonHeaders(isolated));
  const files = sirv(root, { dev: true, etag: true, brotli: true, gzip: true });

  const handle: RequestListener = (request, response) => {
    for (const [name, value] of common) response.setHeader(name, value);
    const { basePath } = site.headers;
    const target = request.url ?? '/';
    const path = pathOf(target, basePath);
    response.setHeader('Content-Security-Policy', site.policyOf(path ?? '/404'));
    if (api && (path?.startsWith(API) || path === COLLECTIONS)) {
      const asked = path === COLLECTIONS ? ['collections'] : apiPath(target, basePath);
      api(request, response, asked).catch((error: unknown) => fail(request, response, error));
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response);
    if (path === null) {
      if (target === '/' || target === basePath) return redirect(response, `${basePath}/`);
      return notFound(request, response, root);
    }
    // The page's router takes "//" for another page; the address stays on this host whatever follows.
    const extra = /^[/\\]{2,}/;
    if (extra.test(target.slice(basePath.length))) {
      return redirect(response, basePath + target.slice(basePath.length).replace(extra, '/'));
    }
    response.setHeader('Cache-Control', cacheControl(path, target));
    if (BINARY.test(path)) response.setHeader('Content-Type', 'application/octet-stream');
    keepSoundRange(request);
    request.url = target.slice(basePath.length);
    files(request, response, () => notFound(request, response, root));
  };

  return (request, response) => {
    try {
      handle(request, response);
    } catch (error) {
      // The build that we serve is being replaced by another.
      fail(request, response, error);
    }
  };
}

function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  console.error(`${request.method} ${request.url}: ${(error as Error).message}`);
  if (!response.headersSent) response.writeHead(503, { 'Retry-After': '10' });
  response.end();
}

/** What stands behind `/api/`, its parts decoded each: an id may hold a slash that is written as %2F. */
function apiPath(target: string, basePath: string): readonly string[] {
  const path = target.slice(basePath.length + API.length).replace(/[?#].*$/s, '');
  return path.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** The decoded path within the site; null where it is outside the base path or no path at all. */
function pathOf(target: string, basePath: string): string | null {
  if (!target.startsWith(`${basePath}/`)) return null;
  const path = target.slice(basePath.length).replace(/[?#].*$/s, '');
  try {
    return decodeURI(path);
  } catch {
    return null;
  }
}

function cacheControl(path: string, target: string): string {
  return HASHED.test(path) || HASHED_QUERY.test(target)
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
}

/** A range that is not of the plain form `bytes=a-b` is left out, which HTTP allows: the whole file is sent. */
function keepSoundRange(request: IncomingMessage): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const sound = range !== null && (range[2] === '' || Number(range[1]) <= Number(range[2]));
  if (!sound) delete request.headers.range;
}

function refuse(response: ServerResponse): void {
  response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain;charset=utf-8' });
  response.end('This server only hands out files: GET and HEAD.\n');
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location });
  response.end();
}

function notFound(request: IncomingMessage, response: ServerResponse, root: string): void {
  response.setHeader('Cache-Control', 'no-cache');
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  if (!wantsPage) {
    response.writeHead(404, { 'Content-Type': 'text/plain;charset=utf-8' });
    response.end('Not found.\n');
    return;
  }
  response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : readFileSync(join(root, '404.html')));
}
