import { IdMaker } from '@/lib/gallery/ids';
import type { Source } from '../sources/types';
import type { Row } from '../storage/galleries';
import type { FileToRead } from './read-files';

/** What is to be done so that a gallery holds what its source holds now. */
export interface ReadingPlan {
  /** New and changed files; a changed one keeps its item's id. */
  readonly files: readonly FileToRead[];
  /** Rows that the file of this path leaves behind when it has been read anew. */
  readonly replaced: ReadonlyMap<string, Row>;
  /** Rows whose file has gone. */
  readonly gone: readonly Row[];
}

/** Files are opened so many at a time to see whether they have changed. */
const AT_ONCE = 16;

/**
 * Compares a source with what was read of it before, by path, size and time of the last change.
 * @param kept rows of the gallery, in whatever order
 */
export async function planReading(source: Source, kept: readonly Row[]): Promise<ReadingPlan> {
  const rows = new Map(kept.map((row) => [row.item.file, row]));
  const ids = new IdMaker(kept.map(({ item }) => item.id));
  const files: FileToRead[] = [];
  const replaced = new Map<string, Row>();
  for (let at = 0; at < source.files.length; at += AT_ONCE) {
    const some = source.files.slice(at, at + AT_ONCE);
    const states = await Promise.all(some.map((file) => stateOf(file, rows.get(file.path))));
    for (const [i, file] of some.entries()) {
      const row = rows.get(file.path);
      if (states[i] === 'same') continue;
      if (row && states[i] === 'changed') replaced.set(file.path, row);
      files.push({ file, id: row?.item.id ?? ids.idFor(file.path) });
    }
  }
  const there = new Set(source.files.map(({ path }) => path));
  // Of loose files others may be brought another time; a folder is all that there is.
  const gone = source.kind === 'folder' ? kept.filter(({ item }) => !there.has(item.file)) : [];
  return { files, replaced, gone };
}

async function stateOf(
  file: Source['files'][number],
  row: Row | undefined,
): Promise<'new' | 'same' | 'changed'> {
  if (!row) return 'new';
  const now = await file.open().catch(() => null);
  // What cannot be opened is tried again, and reported then.
  if (!now) return 'changed';
  return now.size === row.item.bytes && now.lastModified === row.item.modified ? 'same' : 'changed';
}
