import { AppError } from '@/lib/errors/errors';
import { entriesOf, type ZipEntry } from '@/lib/zip/unzip';
import { isPicturePath } from './skipped';
import type { SourceFile } from './types';

export function isArchive({ name }: { readonly name: string }): boolean {
  return /\.zip$/i.test(name);
}

/** Name of the gallery that an archive becomes. */
export function titleOf({ name }: { readonly name: string }): string {
  return name.replace(/\.[^.]+$/, '');
}

/** What is in a ZIP; each entry is unpacked when it is opened. @throws AppError file-invalid where it is none */
export function openArchive(archive: File): Promise<ZipEntry[]> {
  return entriesOf(archive).catch((cause: unknown) => {
    throw new AppError(
      'file-invalid',
      `${archive.name} cannot be opened. ${messageOf(cause)}`,
      'Fetch it once more or pack it anew as a ZIP; or unpack it and open the folder.',
      { cause },
    );
  });
}

/** The pictures in a ZIP, each under a path of its own. @param archive by which messages call it */
export function picturesIn(archive: File, entries: readonly ZipEntry[]): SourceFile[] {
  const taken = new Set<string>();
  return entries.flatMap((entry) => {
    const path = untaken(relative(entry.name), taken);
    if (!isPicturePath(path)) return [];
    taken.add(path);
    return [{ path, open: () => unpacked(archive, entry) }];
  });
}

/** A path within the archive: some lead out of it (`../a.jpg`), or name a drive. Nothing is written where they lead. */
function relative(name: string): string {
  const steps: string[] = [];
  for (const step of name.replace(/^[a-z]:/i, '').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** `a.jpg`, or `a (2).jpg` where an archive holds two of that path. */
function untaken(path: string, taken: ReadonlySet<string>): string {
  if (!taken.has(path)) return path;
  const dot = path.lastIndexOf('.');
  for (let n = 2; ; n++) {
    const other = `${path.slice(0, dot)} (${n})${path.slice(dot)}`;
    if (!taken.has(other)) return other;
  }
}

async function unpacked(archive: File, { name, modified, open }: ZipEntry): Promise<File> {
  const blob = await open().catch((cause: unknown) => {
    throw new AppError(
      'file-invalid',
      `${name} cannot be unpacked. ${messageOf(cause)}`,
      `Fetch ${archive.name} once more, or unpack it and open the folder.`,
      { cause },
    );
  });
  return new File([blob], name.slice(name.lastIndexOf('/') + 1), { lastModified: modified });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
