'use client';

import { usePathname } from 'next/navigation';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { addressOf } from '@/components/ui/use-follow';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { georeferenceOfFiles, isSidecar } from '@/lib/geo/sidecars';
import { useGo } from '@/lib/hooks';
import type { BandWish } from '@/lib/image/raster/types';
import { type PictureTaking, pictureTakingAt, toHref } from '@/lib/search-params';
import { readUpload, type Upload, withBands } from './read-upload';
import { useShared } from './use-shared';

interface Uploads {
  /** Brought, and not yet answered. */
  readonly fresh: Upload | null;
  /** A picture that was brought to be looked into, and is kept for the visit. */
  picture(key: string): Upload | undefined;
  /** What has been said of a picture since: where it lies on the ground. */
  amend(upload: Upload): void;
  /** Why the file that was brought last could not be read at all. */
  readonly problem: ErrorReport | null;
  /** Takes the first of these files: into the view that looks at pictures, or else into the search by picture. */
  bring(files: Iterable<File>): void;
  /**
   * Shows an opened TIFF in other bands, null in those that the reader chooses: the search, or what is found, follows.
   * @throws AppError image-… | parameter-invalid
   */
  showBands(upload: Upload, wish: BandWish | null): Promise<void>;
  /** Keeps a picture that was brought to be searched with, to be looked into. */
  again(upload: Upload): void;
  /** The fresh upload was answered; from now on the URL's `e` means it. */
  settle(e: string): void;
  /** What the search by the embedding `e` shows as its picture. */
  keep(e: string, upload: Upload): void;
  /** The upload whose embedding is `e`, where it was brought in this tab. */
  known(e: string): Upload | undefined;
  forget(): void;
}

/** So many images stay in memory for the way back. */
const KEPT = 8;
const Context = createContext<Uploads | null>(null);

export function UploadProvider({ children }: { children: ReactNode }) {
  const go = useGo();
  const path = usePathname();
  const shared = useShared();
  const [fresh, setFresh] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const [pictures, setPictures] = useState<ReadonlyMap<string, Upload>>(new Map());
  const [kept, setKept] = useState<ReadonlyMap<string, Upload>>(new Map());

  // The address may take the picture's embedding before the router is there: pushed once more, it would be there twice.
  const toImageView = useCallback(() => {
    const href = toHref('image', shared);
    void go(() => (location.pathname + location.search === addressOf(href) ? null : href));
  }, [go, shared]);

  const bring = useCallback(
    async (files: Iterable<File>) => {
      const taking = pictureTakingAt(path);
      const open = taking ? pictures.get(keyIn(taking, location.search)) : undefined;
      try {
        const brought = [...files];
        if (open && brought.length > 0 && brought.every(isSidecar)) {
          // A world file by itself belongs to the picture that is looked at.
          const georeference = await georeferenceOfFiles(brought, open.georeference ?? null);
          setPictures((before) => remembered(before, open.key, { ...open, georeference }));
          setProblem(null);
          return;
        }
        const upload = await readUpload(brought, taking && keyIn(taking, location.search));
        if (!upload) return;
        setProblem(null);
        if (taking) {
          setPictures((before) => remembered(before, upload.key, upload));
          void go(() => hrefWith(taking, location.search, upload.key));
          return;
        }
        setFresh(upload);
      } catch (error) {
        setProblem(reportOf(error));
        // What is looked at stays, and the file is refused beside it.
        if (taking) return;
        setFresh(null);
      }
      toImageView();
    },
    [go, path, pictures, toImageView],
  );

  const showBands = useCallback(
    async (upload: Upload, wish: BandWish | null) => {
      const again = await withBands(upload, wish);
      setProblem(null);
      const taking = pictureTakingAt(path);
      if (taking) {
        setPictures((before) => remembered(before, again.key, again));
        void go(() => hrefWith(taking, location.search, again.key));
        return;
      }
      setFresh(again);
      toImageView();
    },
    [go, path, toImageView],
  );

  const value = useMemo<Uploads>(
    () => ({
      fresh,
      problem,
      bring,
      showBands,
      picture: (key) => pictures.get(key),
      amend: (upload) => setPictures((before) => remembered(before, upload.key, upload)),
      again: (upload) => {
        setPictures((before) => {
          if (before.has(upload.key)) return before;
          // An address of its own: the search's may be given back before.
          const own = { ...upload, url: URL.createObjectURL(upload.file) };
          return remembered(before, upload.key, own);
        });
        setProblem(null);
      },
      settle: (e) => {
        if (!fresh) return;
        setKept((before) => remembered(before, e, fresh));
        setFresh(null);
      },
      keep: (e, upload) => setKept((before) => remembered(before, e, upload)),
      known: (e) => kept.get(e),
      forget: () => {
        setFresh(null);
        setProblem(null);
      },
    }),
    [fresh, problem, kept, pictures, bring, showBands],
  );
  return <Context value={value}>{children}</Context>;
}

export function useUploads(): Uploads {
  const uploads = use(Context);
  if (!uploads) throw new Error('useUploads needs an UploadProvider above it');
  return uploads;
}

/** The same question to the new picture. */
function hrefWith({ path, parameter, replaces }: PictureTaking, search: string, key: string) {
  const params = new URLSearchParams(search);
  for (const other of replaces) params.delete(other);
  params.set(parameter, key);
  return `${path}?${params}`;
}

function keyIn({ parameter }: PictureTaking, search: string): string {
  return new URLSearchParams(search).get(parameter) ?? '';
}

function remembered(
  before: ReadonlyMap<string, Upload>,
  e: string,
  upload: Upload,
): ReadonlyMap<string, Upload> {
  const entries = [...before].filter(([key]) => key !== e);
  for (const [, old] of entries.splice(0, Math.max(0, entries.length + 1 - KEPT))) {
    URL.revokeObjectURL(old.url);
  }
  return new Map([...entries, [e, upload]]);
}
