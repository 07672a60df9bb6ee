import { Button } from '@/components/ui/button';
import { CopyLink } from '@/components/ui/copy-link';
import { count } from '@/components/ui/format';
import { Icon, type IconName } from '@/components/ui/icon';

interface Props {
  /** From 1; 0 where the item is not in the list. */
  readonly place: number;
  readonly of: number;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  readonly onClose: () => void;
}

export function PanelBar({ place, of, onPrevious, onNext, onClose }: Props) {
  return (
    <div className="sticky top-0 z-10 flex h-13 shrink-0 items-center gap-1 border-b border-line bg-raised px-3">
      <Step name="previous" label="Previous" onStep={onPrevious} />
      <Step name="next" label="Next" onStep={onNext} />
      <p className="px-1 text-sm text-muted tabular-nums">
        {place > 0 && `${count(place)} of ${count(of)}`}
      </p>
      <div className="ml-auto flex items-center gap-1">
        <CopyLink look="bare" />
        <Button look="bare" icon aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
    </div>
  );
}

/** `aria-disabled` at the ends: a button that is truly disabled would drop the focus, and the arrow keys with it. */
function Step({ name, label, onStep }: { name: IconName; label: string; onStep?: () => void }) {
  return (
    <Button
      look="bare"
      icon
      aria-label={label}
      aria-disabled={!onStep}
      onClick={onStep}
      className="aria-disabled:pointer-events-none aria-disabled:opacity-40"
    >
      <Icon name={name} />
    </Button>
  );
}
