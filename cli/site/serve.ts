/** `npm run serve [-- --no-isolation] [--collections DIR]`: serves what was built. `npm start` installs and builds first. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@/lib/errors/errors';
import { siteHandler } from './server/handler';
import { listen } from './server/listen';
import { HEADERS_FILE, Site } from './server/site';

const values = options();

const root = resolve(values.out);
const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST;

async function main(): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return fail(`PORT=${process.env.PORT} is not a port: give a number from 1 to 65535.`);
  }
  if (!existsSync(join(root, HEADERS_FILE))) {
    return fail(`There is no built site in ${values.out}/: run npm run build, or npm start.`);
  }
  try {
    const server = await listen(
      siteHandler({ root, isolated: !values['no-isolation'], ...(await collectionsApi()) }),
      port,
      host,
    );
    const { basePath } = new Site(root).headers;
    const name = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    console.log(`Overlook is at http://${name}:${server.port}${basePath}/ (Ctrl-C stops it)`);
    const stop = () => void server.close().then(() => process.exit(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    fail(listenProblem(error as NodeJS.ErrnoException));
  }
}

/** The API of `--collections DIR`. LanceDB is loaded before the server prints its address. */
async function collectionsApi() {
  if (values.collections === undefined) return {};
  const dir = resolve(values.collections);
  const [{ apiHandler }, { loadStore }, { listManifests }] = await Promise.all([
    import('./api/handler'),
    import('../collection/store/lancedb'),
    import('../collection/store/manifest'),
  ]);
  await loadStore();
  const { read, broken } = await listManifests(dir);
  console.log(`Collections of ${dir}: ${read.length === 0 ? 'none' : ''}`);
  for (const { id, title, rows, ready } of read) {
    const state = ready ? '' : ', not whole: call create again';
    console.log(`  ?gallery=remote:${id}  ${title}, ${rows} items${state}`);
  }
  for (const { message } of broken) console.error(message);
  return { api: apiHandler({ dir }) };
}

function options() {
  try {
    return parseArgs({
      options: {
        'no-isolation': { type: 'boolean', default: false },
        out: { type: 'string', default: 'out' },
        collections: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(
      `${(error as Error).message}\nThe options are --no-isolation and --collections DIR. For another port: PORT=3001 npm start`,
    );
    process.exit(2);
  }
}

function listenProblem(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') {
    const other = port + 1 > 65535 ? 3000 : port + 1;
    return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${other} npm start`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} needs rights that this user lacks. Choose one above 1023: PORT=3000 npm start`;
  }
  const advice = error instanceof AppError ? ` ${error.advice}` : '';
  return `The server did not start: ${error.message}${advice}`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

await main();
