'use client';

import { usePathname, useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { toHref } from '@/lib/search-params';
import { readUpload, type Upload } from './read-upload';
import { useShared } from './use-shared';

interface Uploads {
  /** Brought, and not yet answered. */
  readonly fresh: Upload | null;
  /** Why the file that was brought last could not be read at all. */
  readonly problem: ErrorReport | null;
  /** Takes the first of these files: into the view that looks at pictures, or else into the search by picture. */
  bring(files: Iterable<File>): void;
  /** Makes a picture that was brought before the fresh one again. */
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
  const router = useRouter();
  const path = usePathname();
  const shared = useShared();
  const [fresh, setFresh] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const [kept, setKept] = useState<ReadonlyMap<string, Upload>>(new Map());

  const bring = useCallback(
    async (files: Iterable<File>) => {
      try {
        const upload = await readUpload([...files]);
        if (!upload) return;
        setFresh(upload);
        setProblem(null);
      } catch (error) {
        setFresh(null);
        setProblem(reportOf(error));
      }
      router.push(isFind(path) ? findHref(location.search) : toHref('image', shared));
    },
    [router, path, shared],
  );

  const value = useMemo<Uploads>(
    () => ({
      fresh,
      problem,
      bring,
      again: (upload) => {
        setFresh(upload);
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
    [fresh, problem, kept, bring],
  );
  return <Context value={value}>{children}</Context>;
}

export function useUploads(): Uploads {
  const uploads = use(Context);
  if (!uploads) throw new Error('useUploads needs an UploadProvider above it');
  return uploads;
}

/** Whether a picture that is brought stays in the view that looks into pictures. */
export function isFind(path: string): boolean {
  return path.replace(/\/$/, '') === toHref('find');
}

/** The same question to the new picture. */
function findHref(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('item');
  params.delete('sample');
  const rest = params.toString();
  return rest === '' ? toHref('find') : `${toHref('find')}?${rest}`;
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
