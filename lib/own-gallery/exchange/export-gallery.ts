import { AppError } from '@/lib/errors/errors';
import type { GalleryItem } from '@/lib/gallery/types';
import { mayRead } from '../sources/folder';
import type { VisitSources } from '../sources/visit';
import { getGallery } from '../storage/galleries';
import { type Exported, packGallery } from './exchange';

export interface ExportOptions {
  readonly pictures: boolean;
  /** Called after each item. */
  readonly onItem: (done: number) => void;
}

/**
 * Packs a gallery as the ZIP that the page and the command line import. With pictures, the browser may ask for the
 * permission to read them: to be called in a click.
 * @throws AppError folder-gone where pictures are asked for and none can be read | gallery-unknown | file-invalid
 */
export async function exportGallery(
  id: string,
  sources: VisitSources,
  { pictures, onItem }: ExportOptions,
): Promise<Exported> {
  const gallery = await getGallery(id);
  if (!gallery) throw new AppError('gallery-unknown', 'It is no longer here.', 'Reload the page.');
  const handle = sources.get(id) ? undefined : gallery.source.handle;
  if (pictures && handle) await mayRead(handle, true);
  const picture = ({ file }: GalleryItem) => sources.picture(id, file, false);
  const exported = await packGallery(gallery, pictures ? picture : undefined, onItem);
  if (!pictures || exported.missing < exported.items) return exported;
  throw new AppError(
    'folder-gone',
    'None of its pictures can be read.',
    'Look for changes, so that the page may read them again; or export it without pictures.',
  );
}
