'use client';

import { useMemo } from 'react';
import type { Upload } from '@/components/frame/read-upload';
import { useUploads } from '@/components/frame/uploads';
import type { Query } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { useGallery } from '@/lib/hooks';
import { decodeEmbedding, type ImageState } from '@/lib/search-params';

/** What the image view searches with, and how it can be shown. */
export type ImageSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'problem'; readonly problem: ErrorReport }
  | { readonly kind: 'item'; readonly id: string; readonly query: Query }
  /** An image brought in this tab; `settled` once the URL's `e` means it. */
  | {
      readonly kind: 'upload';
      readonly upload: Upload;
      readonly settled: boolean;
      readonly query: Query;
    }
  /** A link's embedding: the image itself is not part of it. `query` is null until the model is known. */
  | { readonly kind: 'link'; readonly query: Query | null };

/** The URL's query; an image just brought, where the URL has none. */
export function useImageSource({ item, e }: Pick<ImageState, 'item' | 'e'>): ImageSource {
  const { fresh, problem, known } = useUploads();
  const { model } = useGallery();
  const dim = model?.dim;
  return useMemo(() => {
    if (item !== null) return { kind: 'item', id: item, query: { kind: 'item', id: item } };
    if (e !== null) {
      const upload = known(e);
      if (upload) return { kind: 'upload', upload, settled: true, query: upload.query };
      if (dim === undefined) return { kind: 'link', query: null };
      try {
        return { kind: 'link', query: { kind: 'embedding', embedding: decodeEmbedding(e, dim) } };
      } catch (error) {
        return { kind: 'problem', problem: reportOf(error) };
      }
    }
    if (problem) return { kind: 'problem', problem };
    if (fresh) return { kind: 'upload', upload: fresh, settled: false, query: fresh.query };
    return { kind: 'none' };
  }, [item, e, fresh, problem, known, dim]);
}
