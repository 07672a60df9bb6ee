import { useEffect, useState } from 'react';
import type { Size } from '@/components/pictures/zoom/viewport';
import { useEngine } from '@/lib/hooks';

/** A picture of more pixels is shown smaller: the page would hold all of them beside the engine. */
const MOST_PIXELS = 4096 ** 2;

/**
 * What the page shows of a picture: the file itself, or of a large one the engine's preview.
 * @param size px; null where it is not known: then it is not large
 * @returns null until the preview is ready
 */
export function useShownSource(
  src: string,
  size: Size | null,
  survey: number | undefined,
): string | null {
  const client = useEngine();
  const [preview, setPreview] = useState<string | null>(null);
  const large = size !== null && size.width * size.height > MOST_PIXELS;
  useEffect(() => {
    // Made once: whatever method it is looked at by, it looks the same.
    if (!large || survey === undefined || preview !== null) return;
    let over = false;
    client
      .preview(survey)
      .then((blob) => !over && setPreview(blob ? URL.createObjectURL(blob) : src))
      .catch(() => {}); // The survey went; the next one asks again.
    return () => {
      over = true;
    };
  }, [client, src, large, survey, preview]);
  useEffect(() => {
    return () => {
      if (preview !== null && preview !== src) URL.revokeObjectURL(preview);
    };
  }, [preview, src]);
  return large ? preview : src;
}
