import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COLLECTION_ID, readInfo } from '@/lib/collection/info';
import type { CollectionInfo } from '@/lib/collection/types';
import { AppError, reportOf } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';

const FILE = 'collection.json';

/** What was put into a collection. */
export interface Filled {
  /** File or gallery, as it was named. */
  readonly name: string;
  /** Identifies the source: path, size and time, or a hash. */
  readonly fingerprint: string;
  /** Rows of it that were looked at; all of them where `done`. */
  readonly position: number;
  readonly done: boolean;
}

/** `DIR/<id>/collection.json`. */
export interface CollectionManifest extends CollectionInfo {
  /** Where the table is, for LanceDB: "." beside this file, `s3://…`, or `db://…`. */
  readonly store: string;
  readonly sources: readonly Filled[];
  /** False from the first row of a filling until its rows are indexed: it is searched, perhaps slowly. */
  readonly ready: boolean;
  /** How the index is asked, chosen by measurement; of a collection with an index. */
  readonly probes?: { readonly partitions: number; readonly refine: number };
}

/** @throws AppError collection-unknown | collection-invalid */
export async function readManifest(dir: string, id: string): Promise<CollectionManifest> {
  const path = join(dir, id, FILE);
  if (!COLLECTION_ID.test(id) || !existsSync(path)) {
    throw new AppError(
      'collection-unknown',
      `There is no collection "${id.slice(0, 64)}".`,
      'npm run collection -- list shows those that are there.',
    );
  }
  const invalid = (what: string) =>
    new AppError(
      'collection-invalid',
      `${FILE} of "${id}" cannot be used: ${what}.`,
      'Remove the collection and create it again.',
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw invalid('it is not JSON');
  }
  const at = new JsonReader(json, '', invalid);
  const info = readInfo(at);
  if (info.id !== id) at.field('id').fail(`is "${info.id}", not its folder's name`);
  const probes = at.optional('probes');
  return {
    ...info,
    store: at.field('store').string(),
    sources: at
      .field('sources')
      .list()
      .map((source) => ({
        name: source.field('name').string(),
        fingerprint: source.field('fingerprint').string(),
        position: source.field('position').whole(0),
        done: source.field('done').boolean(),
      })),
    ready: at.field('ready').boolean(),
    ...(probes && {
      probes: {
        partitions: probes.field('partitions').whole(1),
        refine: probes.field('refine').whole(1),
      },
    }),
  };
}

export function manifestThere(dir: string, id: string): boolean {
  return existsSync(join(dir, id, FILE));
}

/** Replaces the file as a whole: a stopped write leaves the one before. */
export async function writeManifest(dir: string, manifest: CollectionManifest): Promise<void> {
  const folder = join(dir, manifest.id);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${FILE}.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(draft, join(folder, FILE));
}

/** The collections of a folder: those that can be read, and why the others cannot. */
export async function listManifests(dir: string) {
  const read: CollectionManifest[] = [];
  const broken: { id: string; message: string }[] = [];
  const entries = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (!manifestThere(dir, name)) continue;
    try {
      read.push(await readManifest(dir, name));
    } catch (error) {
      broken.push({ id: name, message: reportOf(error).message });
    }
  }
  read.sort((a, b) => a.id.localeCompare(b.id));
  return { read, broken };
}

/** The public description of a collection. */
export function infoOf(manifest: CollectionManifest): CollectionInfo {
  const { store: _, sources: __, ready: ___, probes: ____, ...info } = manifest;
  return info;
}
