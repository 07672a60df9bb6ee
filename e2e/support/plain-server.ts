import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Listening, listen } from '../../cli/site/server/listen';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  // Next reads what a view is made of from these, and loads the page anew where they are of another type.
  '.txt': 'text/plain',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
};

/**
 * A file server as plain as they come (`python3 -m http.server` is like it): no headers of its own, no
 * extensions added, folders with a slash and their index.html. The site lies under a sub-path.
 */
export async function startPlainServer(root: string, base: string): Promise<Listening> {
  return listen((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').replace(/\?.*$/, ''));
    const query = (request.url ?? '').slice(path.length);
    const file = join(root, path.slice(base.length));
    if (!path.startsWith(`${base}/`) || !existsSync(file)) {
      response.writeHead(404).end('Not found');
      return;
    }
    const isFolder = statSync(file).isDirectory();
    if (isFolder && !path.endsWith('/')) {
      response.writeHead(301, { Location: `${path}/${query}` }).end();
      return;
    }
    const target = isFolder ? join(file, 'index.html') : file;
    if (!existsSync(target)) {
      response.writeHead(404).end('Not found');
      return;
    }
    const type = TYPES[extname(target)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type });
    createReadStream(target).pipe(response);
  }, 0);
}
