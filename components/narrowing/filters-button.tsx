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

/** Opens and closes the filters. */
export function FiltersButton({ panel, open, chosen, onOpen }: Props) {
  return (
    <Button
      look="bare"
      aria-expanded={open}
      aria-controls={open ? panel : undefined}
      onClick={() => onOpen(!open)}
      className="aria-expanded:bg-accent-soft aria-expanded:text-ink max-sm:w-9 max-sm:px-0"
    >
      <Icon name="filter" className="size-4" />
      <span className="max-sm:sr-only">Filters{chosen > 0 && ` (${chosen})`}</span>
    </Button>
  );
}
