import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GalleryList } from '@/lib/gallery/types';

/** The galleries and models that were there when the page was built; empty where none was. */
export function galleryList(): GalleryList {
  try {
    const file = join(process.cwd(), 'public', 'galleries', 'galleries.json');
    return JSON.parse(readFileSync(file, 'utf8')) as GalleryList;
  } catch {
    return { galleries: [], models: [] };
  }
}
