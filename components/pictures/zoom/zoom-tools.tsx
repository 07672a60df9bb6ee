import { Button } from '@/components/ui/button';
import { Icon, type IconName } from '@/components/ui/icon';

interface Props {
  /** Whether it can be zoomed out of. */
  readonly zoomed: boolean;
  /** Whether all of it is shown, and no smaller than it could be. */
  readonly whole?: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

const FACTOR = 1.6;

/** Buttons of a toolbar. */
export function ZoomTools({ zoomed, whole = !zoomed, onZoom, onWhole }: Props) {
  return (
    <>
      <Tool name="plus" label="Zoom in" onUse={() => onZoom(FACTOR)} />
      <Tool name="minus" label="Zoom out" idle={!zoomed} onUse={() => onZoom(1 / FACTOR)} />
      <Tool name="whole" label="Show all of it" idle={whole} onUse={onWhole} />
    </>
  );
}

/** `idle` and not disabled: a disabled button would drop the focus. */
function Tool(props: { name: IconName; label: string; idle?: boolean; onUse: () => void }) {
  const { name, label, idle = false, onUse } = props;
  return (
    <Button
      look="bare"
      icon
      aria-label={label}
      title={label}
      aria-disabled={idle}
      onClick={onUse}
      className="aria-disabled:pointer-events-none aria-disabled:opacity-40"
    >
      <Icon name={name} />
    </Button>
  );
}
