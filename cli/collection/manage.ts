import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withFacts } from './facts';
import { idsOf } from './fill';
import { indexTable, measureRecall, type Recall } from './index-table';
import { locked } from './lock';
import { connectStore, openTable, tableName } from './store/connect';
import { type CollectionManifest, readManifest, writeManifest } from './store/manifest';

/** What verifying found. */
export interface Verified {
  readonly manifest: CollectionManifest;
  readonly rows: number;
  readonly measured?: Recall;
  readonly problems: readonly string[];
}

/** How far the recall may be below what was measured when the index was built. */
const TOLERANCE = 0.03;

/** Opens a collection, counts, and measures its index again. @throws AppError store-missing | collection-… */
export async function verify(dir: string, id: string): Promise<Verified> {
  const manifest = await readManifest(dir, id);
  const table = await openTable(dir, manifest);
  const problems: string[] = [];
  const rows = await table.countRows();
  if (rows !== manifest.rows) {
    problems.push(`It has ${rows} rows where collection.json says ${manifest.rows}.`);
  }
  const distinct = (await idsOf(table)).size;
  if (distinct !== rows) problems.push(`${rows - distinct} of its rows have an id of another row.`);
  if (!manifest.ready) problems.push('Its filling was stopped: run create or append again.');
  for (const { name, done } of manifest.sources) {
    if (!done) problems.push(`Of ${name} only a part is in it.`);
  }
  const { index, probes } = manifest;
  const measured = index && probes ? await measureRecall(table, manifest, [probes]) : undefined;
  if (index && measured && measured.recall < index.recall - TOLERANCE) {
    problems.push(
      `Its index finds ${measured.recall.toFixed(3)} of the nearest ten, where it found ${index.recall.toFixed(3)}: compact it with --rebuild.`,
    );
  }
  table.close();
  return { manifest, rows, problems, ...(measured && { measured }) };
}

/** Joins small files, brings the index up to date and counts the columns' values. @throws AppError store-missing | collection-… */
export async function compact(
  dir: string,
  id: string,
  rebuild: boolean,
): Promise<{ manifest: CollectionManifest; measured?: Recall }> {
  return locked(dir, id, async () => {
    const before = await readManifest(dir, id);
    const table = await openTable(dir, before);
    const done = await indexTable(table, before, {
      rebuild,
      // A small one that got an index when it was created keeps it.
      ...(before.index && { from: 0 }),
    });
    // Versions before this one are not needed: readers have been on the newest for an hour.
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - 3_600_000) });
    const columns = await withFacts(table, done.manifest.columns);
    table.close();
    const manifest = { ...done.manifest, columns };
    await writeManifest(dir, manifest);
    return { ...done, manifest };
  });
}

/** Removes a collection, its table in another store included. @throws AppError collection-unknown | store-missing */
export async function remove(dir: string, id: string): Promise<void> {
  const manifest = await readManifest(dir, id);
  await locked(dir, id, async () => {
    if (manifest.store === '.') return;
    const connection = await connectStore(dir, manifest);
    const name = tableName(manifest);
    if ((await connection.tableNames()).includes(name)) await connection.dropTable(name);
  });
  const folder = join(dir, id);
  if (existsSync(folder)) await rm(folder, { recursive: true });
}
