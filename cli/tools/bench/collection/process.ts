/**
 * A process of its own, so that its memory is that of its work: `create ID FROM DIR` fills a collection,
 * `serve DIR` serves the API until it is told to stop.
 */

import { create } from '../../../collection/create';
import { parseOptions } from '../../../collection/options';
import { loadStore } from '../../../collection/store/lancedb';
import { apiHandler } from '../../../site/api/handler';
import { siteHandler } from '../../../site/server/handler';
import { listen } from '../../../site/server/listen';
import { OUT } from '../context';

export type Told =
  | { readonly kind: 'created'; readonly seconds: number; readonly memory: number }
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'stopped'; readonly memory: number };

/** Most memory that the process has held at once, MB. */
const memory = () => process.resourceUsage().maxRSS / 1024;

async function main([kind, ...rest]: readonly string[]): Promise<void> {
  if (kind === 'create') {
    const [id, from, dir] = rest as [string, string, string];
    const start = performance.now();
    const options = parseOptions(['create', id, '--from', from, '--dir', dir]);
    if (options.kind !== 'create') throw new Error('These are not options of create.');
    await create(options, new AbortController().signal);
    const seconds = (performance.now() - start) / 1000;
    tell({ kind: 'created', seconds, memory: memory() });
    process.disconnect();
    return;
  }
  await loadStore();
  const api = apiHandler({ dir: rest[0] as string });
  const server = await listen(siteHandler({ root: OUT, isolated: true, api }), 0, '127.0.0.1');
  process.once('message', () => {
    tell({ kind: 'stopped', memory: memory() });
    void server.close().then(() => process.disconnect());
  });
  tell({ kind: 'listening', port: server.port });
}

function tell(message: Told): void {
  process.send?.(message);
}

await main(process.argv.slice(2));
