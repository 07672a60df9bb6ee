import { useMemo } from 'react';
import type { Picture, SurveyOptions } from '@/lib/find/types';
import { type FindAnswer, useFind } from '@/lib/hooks';
import { partsOf } from './parts';

const OPTIONS: SurveyOptions = { method: 'dense' };

/** Where a query's words are in an item, word by word, as Find looks for them. @param id null while it is not shown */
export function useWhy(id: string | null, words: string): FindAnswer {
  const picture = useMemo<Picture | null>(() => (id === null ? null : { kind: 'item', id }), [id]);
  const features = useMemo(() => partsOf(words), [words]);
  return useFind(picture, OPTIONS, features);
}
