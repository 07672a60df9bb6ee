import { statSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTION_ID } from '@/lib/collection/info';
import { AppError } from '@/lib/errors/errors';
import { OpenCollection } from '../../collection/store/open';

/** The collections of a folder, each opened when it is first asked for, and anew when its manifest has changed. */
export class Collections {
  private readonly opened = new Map<string, { at: number; open: Promise<OpenCollection> }>();

  constructor(readonly dir: string) {}

  /** @throws AppError collection-unknown | collection-invalid | store-missing */
  get(id: string): Promise<OpenCollection> {
    const at = this.changedAt(id);
    const known = this.opened.get(id);
    if (known?.at === at) return known.open;
    const open = OpenCollection.open(this.dir, id);
    // Searches of the one before are let end.
    known?.open.then((before) => setTimeout(() => before.close(), 30_000).unref()).catch(() => {});
    this.opened.set(id, { at, open });
    open.catch(() => this.opened.delete(id));
    return open;
  }

  /** When its manifest was written, ms. An id that is none does not reach the file system. */
  private changedAt(id: string): number {
    if (COLLECTION_ID.test(id)) {
      const found = statSync(join(this.dir, id, 'collection.json'), { throwIfNoEntry: false });
      if (found) return found.mtimeMs;
    }
    throw new AppError(
      'collection-unknown',
      `There is no collection "${id.slice(0, 64)}" on this server.`,
      'See /api/collections for those that there are.',
    );
  }
}
