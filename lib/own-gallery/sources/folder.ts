import { AppError } from '@/lib/errors/errors';
import { isPicturePath, isSystem } from './skipped';
import { inOrder, type Source, type SourceFile } from './types';

/** What TypeScript's DOM library does not have yet of the File System Access API. */
declare global {
  interface FileSystemHandle {
    queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
    requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  }
  interface Window {
    showDirectoryPicker?(options?: {
      id?: string;
      mode?: 'read';
    }): Promise<FileSystemDirectoryHandle>;
  }
}

/** Asks for a folder, where the browser has a picker for it. @returns null where nobody chose one */
export async function pickFolder(): Promise<Promise<Source> | null> {
  const handle = await window
    .showDirectoryPicker?.({ id: 'overlook', mode: 'read' })
    .catch(() => null);
  return handle ? sourceOfFolder(handle) : null;
}

/** All pictures below a folder. @throws AppError folder-gone where it cannot be read any more */
export async function sourceOfFolder(handle: FileSystemDirectoryHandle): Promise<Source> {
  const files: SourceFile[] = [];
  try {
    await walk(handle, '', files);
  } catch (cause) {
    throw new AppError(
      'folder-gone',
      `The folder "${handle.name}" cannot be read.`,
      'If it was moved or renamed, open it where it is now; what was read of it is kept.',
      { cause },
    );
  }
  return { kind: 'folder', name: handle.name, files: inOrder(files), handle };
}

async function walk(folder: FileSystemDirectoryHandle, path: string, files: SourceFile[]) {
  for await (const entry of folder.values()) {
    if (isSystem(entry.name)) continue;
    const below = `${path}${entry.name}`;
    if (entry.kind === 'directory') await walk(entry, `${below}/`, files);
    else if (isPicturePath(entry.name)) files.push({ path: below, open: () => entry.getFile() });
  }
}

/**
 * The file at a path below a folder.
 * @throws AppError folder-gone
 */
export async function fileBelow(folder: FileSystemDirectoryHandle, path: string): Promise<File> {
  const names = path.split('/');
  const last = names.pop() as string;
  try {
    let at = folder;
    for (const name of names) at = await at.getDirectoryHandle(name);
    return await (await at.getFileHandle(last)).getFile();
  } catch (cause) {
    throw new AppError(
      'folder-gone',
      `${path} cannot be read any more.`,
      'It was moved, or the permission was taken back: look for changes, or open the folder again.',
      { cause },
    );
  }
}

/**
 * Whether a folder of an earlier visit may be read now.
 * @param ask true: the browser asks the person, which it only does after a click
 */
export async function mayRead(handle: FileSystemDirectoryHandle, ask: boolean): Promise<boolean> {
  const now = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
  if (now === 'granted') return true;
  return ask && (await handle.requestPermission?.({ mode: 'read' })) === 'granted';
}
