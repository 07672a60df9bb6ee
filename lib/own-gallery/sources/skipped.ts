import { PICTURE_ENDING } from '@/lib/image/formats/names';

/** Folders and files that systems put beside pictures: nobody means them. */
const SYSTEM = new Set([
  '@eadir',
  '#recycle',
  '$recycle.bin',
  '__macosx',
  'thumbs.db',
  'desktop.ini',
]);

/** Whether a folder or file of this name is passed over in silence. @param name without its path */
export function isSystem(name: string): boolean {
  return name.startsWith('.') || SYSTEM.has(name.toLowerCase());
}

/** Whether a file below an opened folder is a picture that is meant. @param path with slashes, relative */
export function isPicturePath(path: string): boolean {
  return PICTURE_ENDING.test(path) && !path.split('/').some(isSystem);
}
