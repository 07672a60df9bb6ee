import { useMemo } from 'react';
import type { Upload } from '@/components/frame/read-upload';
import { useUploads } from '@/components/frame/uploads';
import { nameOf } from '@/components/results/entries';
import { capitalized } from '@/components/ui/format';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Picture } from '@/lib/find/types';
import { useGallery, useSamplePicture } from '@/lib/hooks';
import type { FindState } from '@/lib/search-params';
import type { Size } from './stage/viewport';

/** What is looked at, and how it can be shown. */
export type FindSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'problem'; readonly problem: ErrorReport }
  /** The gallery, or the sample scene, is on its way. */
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'item' | 'sample' | 'upload';
      readonly picture: Picture;
      readonly name: string;
      readonly src: string;
      /** Px, where it is known before the picture has come. */
      readonly size: Size | null;
      readonly upload: Upload | null;
    };

/** The URL's picture; one just brought, where the URL has none. */
export function useFindSource({
  item: id,
  sample,
}: Pick<FindState, 'item' | 'sample'>): FindSource {
  const { fresh, problem } = useUploads();
  const { item: find, imageUrl, gallery, error } = useGallery();
  const scene = useSamplePicture(id === null ? sample : null);
  return useMemo<FindSource>(() => {
    if (id !== null) {
      const item = find(id);
      // What cannot be found or opened is told by the engine.
      if (!item && !gallery && !error) return { kind: 'waiting' };
      return {
        kind: 'item',
        picture: { kind: 'item', id },
        name: item ? nameOf(item) : id,
        src: item && item.image !== false ? imageUrl(item) : '',
        size: item ?? null,
        upload: null,
      };
    }
    if (sample !== null) {
      if (scene.error) return { kind: 'problem', problem: scene.error };
      if (!scene.picture || !scene.url) return { kind: 'waiting' };
      const name = capitalized(sample.replaceAll('-', ' '));
      return {
        kind: 'sample',
        picture: scene.picture,
        name,
        src: scene.url,
        size: null,
        upload: null,
      };
    }
    if (problem) return { kind: 'problem', problem };
    if (fresh?.query.kind !== 'image') return { kind: 'none' };
    const { name, url, query } = fresh;
    return { kind: 'upload', picture: query, name, src: url, size: fresh.size, upload: fresh };
  }, [id, sample, scene, problem, fresh, find, imageUrl, gallery, error]);
}
