import { isArchive } from './archive';
import { sourceOfFiles } from './files';
import { sourceOfFolder } from './folder';
import { isPicturePath, isSystem } from './skipped';
import { inOrder, type Source, type SourceFile } from './types';

declare global {
  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
  }
}

/** What was dropped, held: the browser empties a drop when its event is over. */
export interface Dropped {
  readonly files: readonly File[];
  readonly entries: readonly FileSystemEntry[];
  readonly handles: readonly Promise<FileSystemHandle | null>[];
}

/** To be called inside the event. */
export function holdDrop(transfer: DataTransfer): Dropped {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const folders = entries.some((entry) => entry.isDirectory);
  return {
    files: [...transfer.files],
    entries,
    handles: folders ? items.flatMap((item) => item.getAsFileSystemHandle?.() ?? []) : [],
  };
}

function hasFolder({ entries }: Dropped): boolean {
  return entries.some((entry) => entry.isDirectory);
}

/** Whether a gallery is meant: a folder, a ZIP, or more than one picture. One picture is something to search with. */
export function isGallery(dropped: Dropped): boolean {
  const { files } = dropped;
  if (hasFolder(dropped) || files.some(isArchive)) return true;
  return files.filter(({ name }) => isPicturePath(name)).length > 1;
}

/** All pictures of a drop: of one folder with its handle, where the browser gives one. */
export async function sourceOfDrop(dropped: Dropped): Promise<Source> {
  if (!hasFolder(dropped)) return sourceOfFiles(dropped.files);
  const [only, ...others] = dropped.entries;
  if (only && others.length === 0) {
    const handle = await dropped.handles[0]?.catch(() => null);
    if (handle?.kind === 'directory') return sourceOfFolder(handle as FileSystemDirectoryHandle);
  }
  const files: SourceFile[] = [];
  for (const entry of dropped.entries) {
    // Of one folder its own name is that of the gallery; of several each is a folder in it.
    if (only && others.length === 0) await walkInto(only as FileSystemDirectoryEntry, '', files);
    else await walk(entry, '', files);
  }
  const name = only && others.length === 0 ? only.name : `${only?.name} and ${others.length} more`;
  return { kind: 'folder', name, files: inOrder(files) };
}

async function walk(entry: FileSystemEntry, path: string, files: SourceFile[]): Promise<void> {
  if (isSystem(entry.name)) return;
  const below = `${path}${entry.name}`;
  if (entry.isDirectory) await walkInto(entry as FileSystemDirectoryEntry, `${below}/`, files);
  else if (isPicturePath(entry.name)) {
    const open = () =>
      new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push({ path: below, open });
  }
}

async function walkInto(folder: FileSystemDirectoryEntry, path: string, files: SourceFile[]) {
  const reader = folder.createReader();
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const entry of some) await walk(entry, path, files);
  }
}
