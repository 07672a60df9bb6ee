import { useUploads } from '@/components/frame/uploads';
import type { Survey } from '@/lib/find/types';
import { useEngine, useGo } from '@/lib/hooks';
import type { Rectangle } from '@/lib/patches/grid';
import { encodeEmbedding, type FindState, sharedOf, toHref } from '@/lib/search-params';
import { pictureOfPart } from './part-picture';

/** Searches the gallery by a part of the picture. @returns Rejects where the part cannot be encoded. */
export function useLikePart(state: FindState, src: string, name: string, survey: Survey | null) {
  const client = useEngine();
  const go = useGo();
  const { keep } = useUploads();
  return async (part: Rectangle) => {
    if (!survey) return;
    const embedding = await client.encodePart(survey.id, part);
    const e = encodeEmbedding(embedding);
    const file = await pictureOfPart(src, part, survey.width);
    if (file) {
      const query = { kind: 'embedding', embedding } as const;
      const url = URL.createObjectURL(file);
      keep(e, { name: `Part of ${name}`, key: e.slice(0, 16), file, url, query, size: null });
    }
    await go(toHref('image', { ...sharedOf(state), e }));
  };
}
