'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { Query } from '@/lib/engine/protocol';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import { toHref } from '@/lib/search-params';
import { useShared } from './use-shared';

/** An image that the visitor brought. It lives in this tab's memory and nowhere else. */
export interface Upload {
  readonly name: string;
  /** Object URL, for the preview. */
  readonly url: string;
  /** Made once a file: the engine knows the image by its bytes' identity. */
  readonly query: Query;
}

interface Uploads {
  /** Brought, and not yet answered. */
  readonly fresh: Upload | null;
  /** Why the file that was brought last could not be read at all. */
  readonly problem: ErrorReport | null;
  /** Searches for the first of these files, in the image view. */
  bring(files: Iterable<File>): void;
  /** The fresh upload was answered; from now on the URL's `e` means it. */
  settle(e: string): void;
  /** The upload whose embedding is `e`, where it was brought in this tab. */
  known(e: string): Upload | undefined;
  forget(): void;
}

/** So many images stay in memory for the way back. */
const KEPT = 8;
/** Past this a file is not an image that anybody means to search with, bytes. */
const MOST_BYTES = 500e6;

const Context = createContext<Uploads | null>(null);

export function UploadProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const shared = useShared();
  const [fresh, setFresh] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const [kept, setKept] = useState<ReadonlyMap<string, Upload>>(new Map());

  const bring = useCallback(
    async (files: Iterable<File>) => {
      const [file] = files;
      if (!file) return;
      const [upload, failure] = await read(file);
      setFresh(upload);
      setProblem(failure);
      router.push(toHref('image', shared));
    },
    [router, shared],
  );

  const value = useMemo<Uploads>(
    () => ({
      fresh,
      problem,
      bring,
      settle: (e) => {
        if (!fresh) return;
        setKept((before) => remembered(before, e, fresh));
        setFresh(null);
      },
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

async function read(file: File): Promise<[Upload, null] | [null, ErrorReport]> {
  try {
    if (file.size > MOST_BYTES) {
      throw new AppError(
        'image-too-large',
        `${file.name} has ${Math.round(file.size / 1e6)} MB.`,
        'Save a smaller copy of it, or cut out the part you mean.',
      );
    }
    const bytes = await file.arrayBuffer().catch((cause: unknown) => {
      // A folder, or a file that has gone meanwhile.
      throw new AppError(
        'image-not-image',
        `${file.name} cannot be read.`,
        'Choose an image file; a folder is made into a gallery by npm run gallery.',
        { cause },
      );
    });
    const name = file.name || 'Pasted image';
    return [{ name, url: URL.createObjectURL(file), query: { kind: 'image', bytes, name } }, null];
  } catch (error) {
    return [null, reportOf(error)];
  }
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
