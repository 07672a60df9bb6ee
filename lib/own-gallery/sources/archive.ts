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

/** The pictures in a ZIP. @param archive by which messages call it */
export function picturesIn(archive: File, entries: readonly ZipEntry[]): SourceFile[] {
  return entries
    .filter(({ name }) => isPicturePath(name))
    .map((entry) => ({ path: entry.name, open: () => unpacked(archive, entry) }));
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
