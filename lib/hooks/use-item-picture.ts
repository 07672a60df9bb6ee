'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { GalleryItem } from '@/lib/gallery/types';
import { isOwn, ownIdOf } from '@/lib/own-gallery/id';
import { ownLibrary } from './own-library';
import { LOCAL } from './queries';
import { useGallery } from './use-gallery';

/** An item's picture as it can be had now. */
export interface ItemPicture {
  /** Address of the picture, or of its thumbnail until the picture is there. */
  readonly src: string;
  /** The file itself, of a gallery of one's own. */
  readonly file: File | null;
  /** `thumb`: the file lies on the visitor's disk and may be read after `ask`; `gone`: it cannot be. */
  readonly state: 'whole' | 'waiting' | 'thumb' | 'gone';
  readonly problem: ErrorReport | null;
  /** Asks the visitor for the permission to read it. To be called in a click. */
  ask(): void;
}

/** The whole picture of an item. Of an own gallery it is read from the disk, where the browser lets the page do so. */
export function useItemPicture(item: GalleryItem | undefined): ItemPicture {
  const { config, imageUrl, thumbUrl } = useGallery();
  const own = isOwn(config.gallery) ? ownIdOf(config.gallery) : null;
  const path = item?.file;
  const [asked, setAsked] = useState<{ path: string; problem: ErrorReport | null } | null>(null);
  const { data, isPending, refetch } = useQuery({
    ...LOCAL,
    queryKey: ['own picture', own, path],
    queryFn: () =>
      own === null || path === undefined ? null : ownLibrary().picture(own, path, false),
    gcTime: 0,
  });
  const file = data ?? null;
  const url = useObjectUrl(file);
  const ask = useCallback(() => {
    if (own === null || path === undefined) return;
    ownLibrary()
      .picture(own, path, true)
      .then((found) => {
        if (!found) throw notAllowed();
        return refetch();
      })
      .then(
        () => setAsked(null),
        (error: unknown) => setAsked({ path, problem: reportOf(error) }),
      );
  }, [own, path, refetch]);
  return useMemo(() => {
    if (!item) return { src: '', file: null, state: 'waiting', problem: null, ask };
    if (own === null)
      return { src: imageUrl(item), file: null, state: 'whole', problem: null, ask };
    const problem = asked?.path === item.file ? asked.problem : null;
    const shown = url !== null && isShown(item.file);
    const state = file ? 'whole' : isPending ? 'waiting' : problem ? 'gone' : 'thumb';
    return { src: shown ? url : thumbUrl(item), file, state, problem, ask };
  }, [item, own, imageUrl, thumbUrl, url, file, isPending, asked, ask]);
}

/** Browsers show no TIFF: its thumbnail stands for it. */
function isShown(path: string): boolean {
  return !/\.tiff?$/i.test(path);
}

function useObjectUrl(file: Blob | null): string | null {
  const url = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return url;
}

function notAllowed(): AppError {
  return new AppError(
    'folder-gone',
    'The page may not read the folder that this picture is in.',
    'Allow it when the browser asks, or open the folder again: Gallery, Your galleries, Look for changes.',
  );
}
