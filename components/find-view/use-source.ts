import { useMemo } from 'react';
import type { Upload } from '@/components/frame/read-upload';
import { useUploads } from '@/components/frame/uploads';
import type { Size } from '@/components/pictures/zoom/viewport';
import { nameOf } from '@/components/results/entries';
import { capitalized } from '@/components/ui/format';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Picture } from '@/lib/find/types';
import { useGallery, useItemPicture, useSamplePicture } from '@/lib/hooks';
import { isOwn } from '@/lib/own-gallery/id';
import type { FindState } from '@/lib/search-params';
import { useSampleUpload } from './use-sample-upload';

/** What is looked at, and how it can be shown. */
export type FindSource =
  | { readonly kind: 'none' }
  /** The link names a visitor's own picture, which this browser does not have. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'problem'; readonly problem: ErrorReport }
  /** The gallery, or the sample scene, is still loading. */
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
  upload: key,
}: Pick<FindState, 'item' | 'sample' | 'upload'>): FindSource {
  const { picture, problem } = useUploads();
  const upload = key === null ? undefined : picture(key);
  // A georeference may be added later; it stays the same picture.
  const [name, file] = [upload?.name, upload?.file];
  const own = useMemo<Picture | null>(
    () => (file && name && key ? { kind: 'image', file, name, key } : null),
    [file, name, key],
  );
  const { item: find, imageUrl, gallery, config, error } = useGallery();
  const whole = useItemPicture(id === null ? undefined : find(id));
  const isOwnGallery = isOwn(config.gallery);
  const scene = useSamplePicture(id === null ? sample : null);
  const tiff = useSampleUpload(scene);
  const opened = tiff.kind === 'read' ? tiff.upload : null;
  const tiffProblem = tiff.kind === 'problem' ? tiff.problem : null;
  return useMemo<FindSource>(() => {
    if (id !== null) {
      const item = find(id);
      // The engine reports items that cannot be found or opened.
      if (!item && !gallery && !error) return { kind: 'waiting' };
      if (item && isOwnGallery) {
        if (whole.state === 'waiting') return { kind: 'waiting' };
        if (!whole.file) return { kind: 'problem', problem: onDisk(item.file) };
        const { file, src } = whole;
        const key = `own ${config.gallery} ${id}`;
        const picture: Picture = { kind: 'image', file, name: item.file, key };
        return { kind: 'item', picture, name: nameOf(item), src, size: item, upload: null };
      }
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
      if (tiffProblem) return { kind: 'problem', problem: tiffProblem };
      if (!scene.picture || !scene.url || tiff.kind === 'waiting') return { kind: 'waiting' };
      const name = scene.title ?? capitalized(sample.replaceAll('-', ' '));
      if (opened) {
        const { file, url, size, key } = opened;
        const shown: Picture = { kind: 'image', file, name, key: `sample ${sample} ${key}` };
        return { kind: 'sample', picture: shown, name, src: url, size, upload: opened };
      }
      return {
        kind: 'sample',
        picture: scene.picture,
        name,
        src: scene.url,
        size: null,
        upload: null,
      };
    }
    if (upload && own) {
      const { url, size } = upload;
      return { kind: 'upload', picture: own, name: upload.name, src: url, size, upload };
    }
    if (problem) return { kind: 'problem', problem };
    return { kind: key === null ? 'none' : 'missing' };
  }, [
    id,
    sample,
    scene,
    tiff.kind,
    tiffProblem,
    opened,
    problem,
    upload,
    own,
    key,
    find,
    imageUrl,
    gallery,
    error,
    config.gallery,
    isOwnGallery,
    whole,
  ]);
}

function onDisk(path: string): ErrorReport {
  return {
    code: 'folder-gone',
    message: `${path} is on your disk, and the page may not read it yet.`,
    advice: 'Go back to the results, open it and choose Show the picture; then find in it.',
  };
}
