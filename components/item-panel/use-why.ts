import { useMemo } from 'react';
import type { Picture, SurveyOptions } from '@/lib/find/types';
import { type FindAnswer, useFind } from '@/lib/hooks';
import { asFeature } from '@/lib/search-params';

const OPTIONS: SurveyOptions = { method: 'dense' };

/** Where a query's words are in an item, as Find looks for them. @param id null where nobody wants to know */
export function useWhy(id: string | null, words: string): FindAnswer {
  const picture = useMemo<Picture | null>(() => (id === null ? null : { kind: 'item', id }), [id]);
  const features = useMemo(() => [asFeature(words)].filter(Boolean), [words]);
  return useFind(picture, OPTIONS, features);
}
