import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Listening, listen } from '../../site/server/listen';
import { commonHeaders } from '../../site/server/policy';
import { ROOT } from './context';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Puts the WebAssembly that our sources name beside the bundle, where the site's bundler would put it. */
function wasmBeside(folder: string): Plugin {
  return {
    name: 'wasm-beside',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]lib[/\\].*\.ts$/ }, ({ path }) => {
        const named = /new URL\('(\.[^']*\.wasm)', import\.meta\.url\)/g;
        const contents = readFileSync(path, 'utf8').replace(named, (_, relative: string) => {
          copyFileSync(join(dirname(path), relative), join(folder, basename(relative)));
          return `new URL('./${basename(relative)}', import.meta.url)`;
        });
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** Bundles a script of ./page, with our own code that it measures, for a browser. */
export async function bundle(
  entry: string,
  outfile: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [join(ROOT, 'cli/tools/bench/page', entry)],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:*'],
    plugins: [...plugins, wasmBeside(dirname(outfile))],
    logLevel: 'error',
    tsconfig: join(ROOT, 'tsconfig.json'),
  });
}

/** Serves a folder isolated, as the site is: threads work, and clocks are fine. */
export function servePages(folder: string): Promise<Listening> {
  return listen((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').replace(/\?.*$/, ''));
    const file = join(folder, path);
    for (const [name, value] of Object.entries(commonHeaders(true)))
      response.setHeader(name, value);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  }, 0);
}
