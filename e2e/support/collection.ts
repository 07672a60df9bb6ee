import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from '../../cli/collection/create';
import { writeTiles } from '../../cli/collection/fixtures';
import { parseOptions } from '../../cli/collection/options';
import { apiHandler } from '../../cli/site/api/handler';
import { siteHandler } from '../../cli/site/server/handler';
import { listen } from '../../cli/site/server/listen';
import { shippedGallery } from './galleries';
import { OUT, ROOT } from './paths';

/** Rows of the collection; two of them have no embedding and are left out. */
export const ROWS = 400;

/** The built site by a server that searches the collection `tiles`, which has twelve columns. Needs LanceDB. */
export async function startCollectionSite(isolated: boolean) {
  const root = mkdtempSync(join(tmpdir(), 'overlook-e2e-'));
  const [dir, file] = [join(root, 'collections'), join(root, 'tiles.parquet')];
  const { dim, model } = shippedGallery();
  writeTiles(file, ROWS, { dim, wide: true });
  const places = ['--dir', dir, '--public', join(ROOT, 'public'), '--model', model];
  const options = parseOptions(['create', 'tiles', '--from', file, ...places]);
  if (options.kind !== 'create') throw new Error('create is not understood.');
  await create(options, new AbortController().signal);
  const server = await listen(siteHandler({ root: OUT, isolated, api: apiHandler({ dir }) }), 0);
  return {
    url: `http://localhost:${server.port}`,
    async close() {
      await server.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
