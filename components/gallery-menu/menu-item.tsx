import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';

interface Props {
  /** Of a gallery: whether it is the one that is open. */
  readonly checked?: boolean;
  readonly icon?: IconName;
  readonly detail?: string;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** An item of the menu: a gallery to choose, or something to do. */
export function MenuItem({ checked, icon, detail, onChoose, children }: Props) {
  const radio = checked !== undefined;
  return (
    <button
      type="button"
      role={radio ? 'menuitemradio' : 'menuitem'}
      {...(radio && { 'aria-checked': checked })}
      tabIndex={-1}
      onClick={onChoose}
      className="flex w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <span className="size-4 shrink-0 text-accent">
        {(icon ?? checked) && <Icon name={icon ?? 'check'} className="size-4" />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {detail && <span className="block truncate text-xs text-muted tabular-nums">{detail}</span>}
      </span>
    </button>
  );
}
