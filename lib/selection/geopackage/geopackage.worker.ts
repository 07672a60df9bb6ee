import initSqlJs from 'sql.js';
import { reportOf } from '@/lib/errors/errors';
import type { SelectionReport } from '../files';
import type { Written } from './geopackage';
import { writeGeoPackage } from './write';

/** SQLite is WebAssembly, which the policy allows in workers only. */
self.onmessage = async ({ data }: MessageEvent<SelectionReport>) => {
  try {
    const wasm = new URL('sql.js/dist/sql-wasm-browser.wasm', import.meta.url);
    const sql = await initSqlJs({ locateFile: () => wasm.href });
    const bytes = writeGeoPackage(sql, data);
    self.postMessage({ bytes } satisfies Written, { transfer: [bytes.buffer] });
  } catch (error) {
    self.postMessage({ error: reportOf(error) } satisfies Written);
  }
};
