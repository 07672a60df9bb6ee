import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

interface Props {
  /** The scale of a closer look; null where none is offered. */
  readonly closer: number | null;
  /** The scale that was chosen; null where the picture's size decides. */
  readonly chosen: number | null;
  readonly onScale: (scale: number | null) => void;
}

/** Looks at the picture once more at twice the scale, or again as at first. */
export function LookCloser({ closer, chosen, onScale }: Props) {
  if (closer === null && chosen === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 text-sm text-muted">
      <Button onClick={() => onScale(closer)}>
        <Icon name={closer === null ? 'retry' : 'plus'} className="size-4" />
        {closer === null ? 'Look at the usual scale' : 'Look closer'}
      </Button>
      {closer !== null && <span>Parts small things better; takes four times as long.</span>}
    </div>
  );
}
