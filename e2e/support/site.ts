import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { siteHandler } from '../../cli/site/server/handler';
import { listen } from '../../cli/site/server/listen';
import { commonHeaders } from '../../cli/site/server/policy';
import { OUT } from './paths';

/** What a request gets in place of the file: other bytes, or a status. */
export type Fault = (file: Buffer) => Buffer | number;

export interface RunningSite {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Path → what is wrong with it. */
  readonly faults: Map<string, Fault>;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** Folders that stand before `out/`: path prefix (`/galleries/x/`) → folder. */
  readonly overlays: Map<string, string>;
  close(): Promise<void>;
}

/** Types without which a browser refuses a file. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

/** The production server over out/, with room for folders laid over it and for files gone wrong. */
export async function startSite(isolated: boolean, root = OUT): Promise<RunningSite> {
  const serve = siteHandler({ root, isolated });
  const faults = new Map<string, Fault>();
  const overlays = new Map<string, string>();
  const asked: string[] = [];

  const handler = (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent((request.url ?? '/').replace(/\?.*$/, ''));
    asked.push(path);
    const laid = [...overlays].find(([prefix]) => path.startsWith(prefix));
    const fault = faults.get(path);
    if (!laid && !fault) return serve(request, response);
    const file = laid ? join(laid[1], path.slice(laid[0].length)) : join(root, path);
    if (!existsSync(file) && !fault) return serve(request, response);
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    const answer = fault ? fault(bytes) : bytes;
    for (const [name, value] of Object.entries(commonHeaders(isolated))) {
      response.setHeader(name, value);
    }
    response.setHeader('Cache-Control', 'no-cache');
    const type = TYPES[path.slice(path.lastIndexOf('.'))];
    if (type) response.setHeader('Content-Type', type);
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200, { 'Content-Length': answer.length }).end(answer);
  };

  const server = await listen(handler, 0);
  const url = `http://localhost:${server.port}`;
  return { url, faults, asked, overlays, close: server.close };
}

export const missing: Fault = () => 404;
export const truncated: Fault = (file) => file.subarray(0, file.length >> 1);
export const empty: Fault = () => Buffer.alloc(0);
/** One bit is wrong, somewhere in the middle. */
export const corrupted: Fault = (file) => {
  const copy = Buffer.from(file);
  const at = copy.length >> 1;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
/** Another JSON document, made from the right one. */
export const changed =
  (change: (json: Record<string, unknown>) => unknown): Fault =>
  (file) =>
    Buffer.from(JSON.stringify(change(JSON.parse(file.toString('utf8')))));

/** Runs a script in the engine's worker before anything else does. */
export function inWorker(site: RunningSite, script: string): void {
  const chunks = '_next/static/chunks';
  const entry = readdirSync(join(OUT, chunks)).find((name) =>
    /^turbopack-worker-.*\.js$/.test(name),
  );
  if (entry === undefined) throw new Error('The build has no worker.');
  site.faults.set(`/${chunks}/${entry}`, (file) => Buffer.concat([Buffer.from(script), file]));
}
