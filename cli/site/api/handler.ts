import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseSearch } from '@/lib/collection/request';
import { type ErrorCode, reportOf } from '@/lib/errors/errors';
import { sniffImage } from '@/lib/image/sniff';
import { infoOf, listManifests } from '../../collection/store/manifest';
import type { ApiHandler } from '../server/handler';
import { HttpProblem, readJson } from './body';
import { Collections } from './collections';
import { openApi } from './openapi';
import { BoundedQueue } from './queue';

export interface ApiOptions {
  /** Folder of the collections. */
  readonly dir: string;
  /** Searches at once, and how many may wait; two and 64 where nothing is said. */
  readonly atOnce?: number;
  readonly waiting?: number;
  /** For one search, ms. */
  readonly timeoutMs?: number;
}

/** What of the status an error has; what is not here was not the caller's: 503. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'parameter-invalid': 400,
  'collection-unknown': 404,
  'item-unknown': 404,
  'model-mismatch': 409,
};

/** Items of a look into a collection. */
const LOOK = 48;
const MEDIA = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;
const RETRY_AFTER = '2';

/** The read-only API of a folder of collections. Nothing that is asked changes anything, and nothing is kept of it. */
export function apiHandler(options: ApiOptions): ApiHandler {
  const { dir, atOnce = 2, waiting = 64, timeoutMs = 10_000 } = options;
  const collections = new Collections(dir);
  const queue = new BoundedQueue(atOnce, waiting);

  async function answer(request: IncomingMessage, path: readonly string[], signal: AbortSignal) {
    const [first, id, what, item, ...more] = path;
    const known = first === 'collections' && more.length === 0;
    if (known && id !== undefined && what === 'search' && item === undefined) {
      return search(request, id, signal);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new HttpProblem(405, 'This address is for reading.', 'Use GET.');
    }
    const whole = path.join('/');
    if (whole === 'health') return { status: 'ok', queue: queue.length };
    if (whole === 'openapi.json') return openApi;
    if (whole === 'collections') {
      return { collections: (await listManifests(dir)).read.map(infoOf) };
    }
    if (!known || id === undefined) throw nothingHere();
    const open = await collections.get(id);
    if (what === undefined) return open.info;
    if (what === 'items' && item === undefined) {
      return { items: await queue.run(() => open.look(LOOK), signal) };
    }
    if (what === 'items' && item !== undefined) {
      const found = await queue.run(() => open.item(item), signal);
      return { item: found.item, embedding: Array.from(found.embedding) };
    }
    if (what === 'thumbs' && item !== undefined) {
      const bytes = await queue.run(() => open.thumb(item), signal);
      if (bytes === null) throw nothingHere();
      return bytes;
    }
    throw nothingHere();
  }

  async function search(request: IncomingMessage, id: string, signal: AbortSignal) {
    if (request.method !== 'POST') {
      throw new HttpProblem(405, 'A search is sent.', 'Use POST with a body of JSON.');
    }
    const open = await collections.get(id);
    const wanted = parseSearch(await readJson(request), open.info);
    return { items: await queue.run(() => open.search(wanted, { timeoutMs }), signal) };
  }

  return async (request, response, path) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const body = await answer(request, path, gone.signal);
      if (body instanceof Uint8Array) sendImage(response, body);
      else sendJson(response, 200, body);
    } catch (error) {
      sendError(request, response, error);
    }
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.setHeader('Content-Type', 'application/json;charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status);
  response.end(response.req.method === 'HEAD' ? undefined : JSON.stringify(body));
}

/** Only what is a picture by its own bytes is sent as one. */
function sendImage(response: ServerResponse, bytes: Uint8Array): void {
  const { format } = sniffImage(bytes, 'The thumbnail');
  const type = MEDIA[format as keyof typeof MEDIA];
  if (type === undefined) throw nothingHere();
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'private, max-age=3600');
  response.writeHead(200);
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const report = reportOf(error);
  const status = error instanceof HttpProblem ? error.status : (STATUS[report.code] ?? 503);
  if (status === 405)
    response.setHeader('Allow', /search$/.test(request.url ?? '') ? 'POST' : 'GET');
  if (status === 503) response.setHeader('Retry-After', RETRY_AFTER);
  // What is left of a body that was refused is not read.
  if (!request.complete) response.setHeader('Connection', 'close');
  const told = status !== 503 || report.code === 'server-busy' || report.code === 'cancelled';
  if (told) {
    sendJson(response, status, report);
    return;
  }
  // Errors of the store may name its folders: only the server's operator should see them.
  console.error(`${request.method} ${request.url?.slice(0, 200)}: ${report.message}`);
  sendJson(response, status, {
    code: 'server-busy',
    message: 'The server could not answer.',
    advice: 'Ask again in a moment; if it stays so, tell whoever runs this site.',
  });
}

function nothingHere(): HttpProblem {
  return new HttpProblem(404, 'There is nothing at this address.', 'See /api/openapi.json.');
}
