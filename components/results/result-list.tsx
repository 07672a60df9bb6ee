'use client';

import { memo } from 'react';
import type { Entry, Ranking } from './entries';
import { ImagesHint } from './images-hint';
import { ResultCard } from './result-card';
import { useLate } from './use-late';
import { useRoving } from './use-roving';

interface Props extends Ranking {
  readonly label: string;
  readonly cutoff?: number;
  readonly captions: boolean;
  /** Id of the item whose panel is open. */
  readonly open?: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  /** Without it a click follows the link. */
  readonly onOpen?: (id: string) => void;
  /** An older answer, shown until the new one is there. */
  readonly stale?: boolean;
}

/** An older answer is set back when the new one takes longer than this, ms. */
const PATIENCE = 300;

/**
 * Items in rank order as one list: above the cutoff, then, set back under a line, those below.
 * `role="list"` on a div, as a `ul` may hold no divider.
 */
export function ResultList({ stale = false, ...props }: Props) {
  const { label, above, below } = props;
  const { ref, active, setActive, onKeyDown } = useRoving(above.length + below.length);
  const late = useLate(stale, PATIENCE);
  return (
    <>
      <ImagesHint entries={above.length > 0 ? above : below} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        ref={ref}
        role="list"
        aria-label={label}
        aria-busy={stale || undefined}
        onKeyDown={onKeyDown}
        className={late ? 'opacity-60' : ''}
      >
        <Cards {...props} active={active} onActive={setActive} />
      </div>
    </>
  );
}

interface CardsProps extends Omit<Props, 'stale'> {
  readonly active: number;
  readonly onActive: (index: number) => void;
}

/** Nothing of it changes with a keystroke, before the answer does. */
const Cards = memo(function Cards(props: CardsProps) {
  const { above, below, active } = props;
  const card = (dim: boolean, offset: number) => (entry: Entry, i: number) => (
    <ResultCard
      // By place, not by item: an answer fills the cards that are there, which takes half the time of new ones.
      key={i}
      {...entry}
      index={offset + i}
      cutoff={props.cutoff}
      dim={dim}
      captions={props.captions}
      active={offset + i === active}
      open={entry.item.id === props.open}
      href={props.hrefOf(entry.item.id)}
      alikeHref={props.alikeHrefOf?.(entry.item.id)}
      onOpen={props.onOpen}
      onActive={props.onActive}
    />
  );
  return (
    <>
      {above.length > 0 && <div className="image-grid">{above.map(card(false, 0))}</div>}
      {above.length > 0 && below.length > 0 && (
        <div aria-hidden="true" className="my-6 flex items-center gap-4 text-sm text-muted">
          <span className="h-px flex-1 bg-line" />
          Below this line nothing looks much like it
          <span className="h-px flex-1 bg-line" />
        </div>
      )}
      {below.length > 0 && <div className="image-grid">{below.map(card(true, above.length))}</div>}
    </>
  );
});
