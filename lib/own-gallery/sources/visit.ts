import { AppError } from '@/lib/errors/errors';
import { importedPicture } from '../exchange/exchange';
import { getGallery } from '../storage/galleries';
import type { OwnGallery } from '../types';
import { fileBelow, mayRead, sourceOfFolder } from './folder';
import type { Source } from './types';

/** What galleries were read of in this visit, and the ways to the rest that the browser keeps. */
export class VisitSources {
  private readonly sources = new Map<string, Source>();

  get(id: string): Source | undefined {
    return this.sources.get(id);
  }

  set(id: string, source: Source): void {
    this.sources.set(id, source);
  }

  delete(id: string): void {
    this.sources.delete(id);
  }

  /**
   * A folder is walked through anew; loose files are those of this visit.
   * @returns undefined where they must be picked anew
   * @throws AppError folder-gone
   */
  async open({ id, source: { handle } }: OwnGallery): Promise<Source | undefined> {
    if (!handle) return this.sources.get(id);
    if (await mayRead(handle, true)) return sourceOfFolder(handle);
    throw new AppError(
      'folder-gone',
      `The page may not read the folder "${handle.name}".`,
      'Allow it when the browser asks; what was read of it can still be searched.',
    );
  }

  /**
   * The file of an item, where the page may read it.
   * @param ask asks the visitor for the permission, which browsers do after a click only
   * @returns null where it may not, or must be picked anew
   * @throws AppError folder-gone where it is no longer there
   */
  async picture(id: string, path: string, ask: boolean): Promise<File | null> {
    const known = this.sources.get(id)?.files.find((file) => file.path === path);
    if (known) return known.picture ? known.picture() : ((await known.open()) as File);
    const source = (await getGallery(id))?.source;
    if (source?.kind === 'import') return importedPicture(id, path);
    const handle = source?.handle;
    if (!handle || !(await mayRead(handle, ask))) return null;
    return fileBelow(handle, path);
  }
}
