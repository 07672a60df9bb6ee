import { memo } from 'react';
import { Icon } from '@/components/ui/icon';
import type { Mark } from './marks';

interface Props {
  readonly mark: Mark | undefined;
  readonly markable: boolean;
  readonly selected: boolean;
  /** In reach of the tab key: those of the grid's one tab stop. */
  readonly active: boolean;
}

const REVEAL =
  'opacity-0 transition-opacity group-hover:opacity-100 group-focus-within:opacity-100 [@media(hover:none)]:opacity-100';
const BUTTON =
  'grid size-9 place-items-center rounded-lg bg-raised/90 text-ink shadow-sm hover:text-accent aria-pressed:bg-accent aria-pressed:text-on-accent';

/**
 * What can be done with a card. The list handles the clicks, and the labels name no item (the card does): so a
 * keystroke, which changes the items of all cards, changes nothing here.
 */
export const CardTools = memo(function CardTools({ mark, markable, selected, active }: Props) {
  const tabIndex = active ? 0 : -1;
  return (
    <>
      <span
        className={`absolute top-2 left-2 grid size-9 place-items-center rounded-lg bg-raised/90 shadow-sm ${selected ? '' : REVEAL} in-data-selecting:opacity-100`}
      >
        <input
          type="checkbox"
          aria-label="Select"
          title="Select (X)"
          data-select=""
          checked={selected}
          readOnly
          tabIndex={tabIndex}
          className="size-5 cursor-pointer accent-accent"
        />
      </span>
      {markable && (
        <span className={`absolute top-2 right-2 flex gap-1 ${mark ? '' : REVEAL}`}>
          <button
            type="button"
            data-mark="like"
            aria-pressed={mark === 'like'}
            aria-label="More like this"
            title="More like this (+)"
            tabIndex={tabIndex}
            className={BUTTON}
          >
            <Icon name="plus" className="size-4.5" />
          </button>
          <button
            type="button"
            data-mark="unlike"
            aria-pressed={mark === 'unlike'}
            aria-label="Less like this"
            title="Less like this (-)"
            tabIndex={tabIndex}
            className={BUTTON}
          >
            <Icon name="minus" className="size-4.5" />
          </button>
        </span>
      )}
    </>
  );
});
