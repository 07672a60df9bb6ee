import { useEffect, useState } from 'react';
import type { Upload } from '@/components/frame/read-upload';
import { previewOf } from '@/lib/image/preview/preview';

/** A picture of more pixels is shown by a preview. */
const MOST_PIXELS = 2048 ** 2;
/** The card is up to 576 CSS px wide; screens have up to two and more pixels each. */
const PREVIEW_SIDE = 1280;

/** Made once an upload, for as long as it is remembered. */
const previews = new WeakMap<Upload, Promise<Blob | null>>();

/**
 * What the card shows of an upload: the file itself, or a preview of a large one.
 * @returns An address; null until the preview is ready.
 */
export function useShownUpload(upload: Upload): string | null {
  const large = upload.size !== null && upload.size.width * upload.size.height > MOST_PIXELS;
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => {
    if (!large) return;
    let over = false;
    let made: string | undefined;
    void small(upload).then((blob) => {
      if (over) return;
      made = blob ? URL.createObjectURL(blob) : undefined;
      setPreview(made ?? upload.url);
    });
    return () => {
      over = true;
      setPreview(null);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [upload, large]);
  return large ? preview : upload.url;
}

function small(upload: Upload): Promise<Blob | null> {
  const known = previews.get(upload) ?? previewOf(upload.file, PREVIEW_SIDE);
  previews.set(upload, known);
  return known;
}
