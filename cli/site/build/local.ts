import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_FILE, readMerged } from '../../shared/local';

/** What was brought to galleries that ship without their images becomes part of what is served. */
export async function mergeLocal(galleries: string): Promise<void> {
  const names = existsSync(galleries) ? await readdir(galleries) : [];
  for (const name of names) {
    const folder = join(galleries, name);
    if (!existsSync(join(folder, LOCAL_FILE))) continue;
    const manifest = await readMerged(folder);
    await writeFile(join(folder, 'gallery.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    await rm(join(folder, LOCAL_FILE));
  }
}
