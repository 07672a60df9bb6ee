import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

interface Props {
  /** Id of the panel that it opens. */
  readonly panel: string;
  readonly open: boolean;
  /** Filters in force. */
  readonly chosen: number;
  readonly onOpen: (open: boolean) => void;
}

/** Opens and closes the filters; Escape in them, or on the button, closes them too. */
export function FiltersButton({ panel, open, chosen, onOpen }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onKeyDown = ({ key, target, defaultPrevented }: KeyboardEvent) => {
      if (key !== 'Escape' || defaultPrevented) return;
      const within = [button.current, document.getElementById(panel)];
      if (!within.some((element) => element?.contains(target as Node))) return;
      onOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, panel, onOpen]);
  return (
    <Button
      ref={button}
      look="bare"
      aria-expanded={open}
      aria-controls={open ? panel : undefined}
      onClick={() => onOpen(!open)}
      // Forced colours leave no background: the border, always there, gets the colour of what is chosen.
      className="aria-expanded:bg-accent-soft aria-expanded:text-ink max-sm:w-9 max-sm:px-0 forced-colors:border-2 forced-colors:border-[ButtonFace] forced-colors:aria-expanded:border-[Highlight]"
    >
      <Icon name="filter" className="size-4" />
      <span className="max-sm:sr-only">Filters{chosen > 0 && ` (${chosen})`}</span>
    </Button>
  );
}
