/** `npm run serve [-- --no-isolation]`: serves what was built. `npm start` installs and builds first. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { siteHandler } from './server/handler';
import { listen } from './server/listen';
import { HEADERS_FILE, Site } from './server/site';

const { values } = parseArgs({
  options: {
    'no-isolation': { type: 'boolean', default: false },
    out: { type: 'string', default: 'out' },
  },
});

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
      siteHandler({ root, isolated: !values['no-isolation'] }),
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

function listenProblem(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') {
    const other = port + 1 > 65535 ? 3000 : port + 1;
    return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${other} npm start`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} needs rights that this user lacks. Choose one above 1023: PORT=3000 npm start`;
  }
  return `The server did not start: ${error.message}`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

await main();
