import { useMemo } from 'react';
import type { Query } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { type Ingredient, ingredientsOf, type QueryState, queryOf } from '@/lib/query/ingredients';

export interface Asked {
  readonly ingredients: readonly Ingredient[];
  /** null where nothing is asked, or the model's dimension is not known yet. */
  readonly query: Query | null;
  /** Why the ingredients make no query. */
  readonly problem: ErrorReport | null;
}

/** The ingredients that the URL's state holds, and the query that they make. @param dim of the model, once known */
export function useQuery(state: QueryState, dim: number | undefined): Asked {
  const { q, minus, like, unlike, e, w } = state;
  return useMemo(() => {
    const ingredients = ingredientsOf({ q, minus, like, unlike, e, w });
    try {
      return { ingredients, query: queryOf(ingredients, dim ?? null), problem: null };
    } catch (error) {
      return { ingredients, query: null, problem: reportOf(error) };
    }
  }, [q, minus, like, unlike, e, w, dim]);
}
