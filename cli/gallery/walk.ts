import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURE_ENDING } from '@/lib/image/formats/names';
import { matches } from './glob';

/** Folders in which devices and systems keep small copies and waste. */
const NEVER = /^(\.|@eaDir$|#recycle$|__MACOSX$|\$RECYCLE\.BIN$|System Volume Information$)/i;

/** What lies below a folder. */
export interface Walked {
  /** Images, relative to the folder, with "/" between folders; sorted as people sort. */
  readonly files: readonly string[];
  /** What is no file or cannot be looked into, with its reason. */
  readonly refused: readonly string[];
}

/**
 * The images below a folder. Links are followed, each folder is looked into once however many links lead there;
 * what is hidden is passed over.
 * @param exclude patterns as {@link matches} takes them
 */
export async function imagesBelow(folder: string, exclude: readonly string[]): Promise<Walked> {
  const files: string[] = [];
  const refused: string[] = [];
  const seen = new Set<string>();
  const waiting = [''];
  while (waiting.length > 0) {
    const inside = waiting.pop() as string;
    const place = join(folder, inside);
    const listed = await listing(place, seen).catch((error: unknown) => {
      if (inside === '') throw error;
      refused.push(`${inside}: the folder cannot be read (${reasonOf(error)}).`);
      return [];
    });
    for (const entry of listed) {
      const file = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (NEVER.test(entry.name) || exclude.some((pattern) => matches(file, pattern))) continue;
      const path = join(folder, inside, entry.name);
      if (await isMisread(entry.name, path)) {
        refused.push(`${file}: its name is not UTF-8; rename it.`);
        continue;
      }
      const kind = await kindOf(entry, path);
      if (kind === 'folder') waiting.push(file);
      else if (!PICTURE_ENDING.test(entry.name)) continue;
      else if (kind === 'file') files.push(file);
      else refused.push(`${file}: ${kind}.`);
    }
  }
  return { files: files.sort(compare), refused: refused.sort(compare) };
}

/** @returns nothing where the folder has been looked into, by another way */
async function listing(place: string, seen: Set<string>): Promise<Dirent[]> {
  const real = await realpath(place);
  if (seen.has(real)) return [];
  seen.add(real);
  return readdir(place, { withFileTypes: true });
}

/** Whether Node replaced bytes of the name that are not UTF-8: under the name that it gives, nothing is found. */
async function isMisread(name: string, path: string): Promise<boolean> {
  if (!name.includes('\uFFFD')) return false;
  return lstat(path).then(
    () => false,
    () => true,
  );
}

/** A file, a folder, or why it is none. */
async function kindOf(entry: Dirent, path: string): Promise<string> {
  let of: Dirent | Stats = entry;
  if (entry.isSymbolicLink()) {
    try {
      of = await stat(path);
    } catch (error) {
      return `the link leads nowhere (${reasonOf(error)})`;
    }
  }
  if (of.isDirectory()) return 'folder';
  return of.isFile() ? 'file' : 'it is not a file';
}

/** The system's error in words. */
export function reasonOf(error: unknown): string {
  const { code = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return REASONS[code] ?? (code || message || 'unknown');
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'not there',
  ELOOP: 'links run in a circle',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'it is a folder',
  EIO: 'the disk fails to read it',
  EROFS: 'the disk is read-only',
};

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
