'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { reportOf } from '@/lib/errors/errors';
import type { BandWish } from '@/lib/image/raster/types';
import type { LibraryState, OwnLibrary } from '@/lib/own-gallery/library';
import type { Source } from '@/lib/own-gallery/sources/types';
import { ownLibrary } from './own-library';
import { useEngineContext } from './provider';
import { fetchModelManifest } from './use-model-manifest';

export interface OwnGalleries extends LibraryState {
  readonly library: Pick<
    OwnLibrary,
    'load' | 'pack' | 'pause' | 'resume' | 'rename' | 'forget' | 'dismiss' | 'report'
  >;
  /**
   * Makes a gallery of what was dropped or picked, with the model that is open; one that was exported is taken as it is.
   * @returns its id and model, when the first of it can be searched; null where it could not be made, and `problem`
   * tells why
   */
  open(source: Source | Promise<Source>): Promise<{ id: string; model: string } | null>;
  /**
   * Looks into a gallery's source again, with the model that is open.
   * @returns false where the source must be picked anew
   */
  update(id: string, again?: Source): Promise<boolean>;
  /**
   * Reads the scenes of a gallery again, in other bands; null: in those that the reader chooses.
   * @returns false where they must be picked anew
   * @throws AppError where they have no such bands, or cannot be read
   */
  showBands(id: string, wish: BandWish | null, again?: Source): Promise<boolean>;
}

const NONE: LibraryState = { galleries: null, reading: null, problem: null };

/** The galleries of this browser's own, and what is being read into them. */
export function useOwnGalleries(): OwnGalleries {
  const { config, list } = useEngineContext();
  const library = ownLibrary();
  const state = useSyncExternalStore(library.subscribe, library.now, () => NONE);
  const { base, model } = config;
  const open = useCallback(
    async (source: Source | Promise<Source>) => {
      try {
        const found = await source;
        const current = await fetchModelManifest(base, model);
        const { gallery } = found;
        if (gallery) {
          const known = (id: string) => list.models.some((listed) => listed.id === id);
          const modelOf = async (id: string) => {
            if (id === model) return current;
            return known(id) ? fetchModelManifest(base, id) : null;
          };
          return await library.take({ ...found, gallery }, modelOf, current);
        }
        const id = await library.open(found, current);
        return id === null ? null : { id, model };
      } catch (error) {
        library.report(reportOf(error));
        return null;
      }
    },
    [library, base, model, list],
  );
  const update = useCallback(
    async (id: string, again?: Source) => {
      try {
        return await library.update(id, await fetchModelManifest(base, model), again);
      } catch (error) {
        library.report(reportOf(error));
        return true;
      }
    },
    [library, base, model],
  );
  const showBands = useCallback(
    async (id: string, wish: BandWish | null, again?: Source) =>
      library.showBands(id, await fetchModelManifest(base, model), wish, again),
    [library, base, model],
  );
  return { ...state, library, open, update, showBands };
}
