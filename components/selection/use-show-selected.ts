import { useMemo, useState } from 'react';
import { useSelection } from './use-selection';

export interface ShowSelected {
  /** Whether the selected items stand in place of the results. */
  readonly shown: boolean;
  readonly toggle: () => void;
  /** What is selected, in the order in which it was. */
  readonly list: { readonly items: readonly { readonly id: string }[] };
}

/**
 * Whether a view shows what is selected in place of its results: until it is turned off, nothing is selected any more, or
 * something else is asked.
 * @param about what the view answers, compared as a text
 */
export function useShowSelected(about: string): ShowSelected {
  const { ids, size } = useSelection();
  const [wanted, setWanted] = useState<string | null>(null);
  const shown = wanted === about && size > 0;
  if (wanted !== null && !shown) setWanted(null);
  const list = useMemo(() => ({ items: [...ids].map((id) => ({ id })) }), [ids]);
  return { shown, toggle: () => setWanted(shown ? null : about), list };
}
