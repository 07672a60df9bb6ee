'use client';

import { useCallback } from 'react';
import { useOwnGalleries } from '@/lib/hooks';
import type { BandWish } from '@/lib/image/raster/types';
import { DEFAULT_CHIPS } from '@/lib/own-gallery/scene/chips';
import { sourceOfFiles } from '@/lib/own-gallery/sources/files';
import { pickFolder } from '@/lib/own-gallery/sources/folder';
import type { Source } from '@/lib/own-gallery/sources/types';
import type { OwnGallery } from '@/lib/own-gallery/types';

/** Reads what is new or has changed in a gallery's folder, or goes on where reading stopped. To be called in a click. */
export function useUpdateOwn(): (gallery: OwnGallery) => Promise<void> {
  const { update } = useOwnGalleries();
  return useCallback(
    async ({ id, source }) => {
      if (await update(id)) return;
      const again = await pickAgain(source);
      if (again) await update(id, again);
    },
    [update],
  );
}

/** Reads the scenes of a gallery again in other bands. To be called in a click. @throws AppError */
export function useShowBands(): (gallery: OwnGallery, wish: BandWish | null) => Promise<void> {
  const { showBands } = useOwnGalleries();
  return useCallback(
    async ({ id, source }, wish) => {
      if (await showBands(id, wish)) return;
      const { wish: _, ...from } = source;
      const again = await pickAgain({ ...from, ...(wish && { wish }) });
      if (again) await showBands(id, wish, again);
    },
    [showBands],
  );
}

/** The browser kept no way to the folder: it is picked once more. @returns null where nobody chose one */
async function pickAgain({ kind, chips, wish }: OwnGallery['source']): Promise<Source | null> {
  const folder = kind === 'folder';
  if (folder && 'showDirectoryPicker' in window) return pickFolder();
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = kind !== 'zip';
  if (kind === 'zip') input.accept = '.zip';
  input.webkitdirectory = folder;
  const chosen = new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
  });
  input.click();
  const files = await chosen;
  if (files.length === 0) return null;
  if (kind !== 'scene') return sourceOfFiles(files);
  const { sourceOfScenes } = await import('@/lib/own-gallery/scene/source');
  return sourceOfScenes(files, chips ?? DEFAULT_CHIPS, wish);
}
