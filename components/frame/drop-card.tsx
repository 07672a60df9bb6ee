import { Icon, type IconName } from '@/components/ui/icon';
import { PickImage } from './pick-image';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
}

/** Where to put a picture: by dropping, by pasting, or from a file. */
export function DropCard({ icon, title, note }: Props) {
  return (
    <div className="rounded-2xl bg-surface p-3">
      <div className="viewfinder flex flex-col items-center gap-3 px-4 py-9 text-center [--l:1.75rem] [--mark:var(--line-strong)]">
        <Icon name={icon} className="size-9 text-accent" />
        <p className="text-lg font-medium text-balance">{title}</p>
        <p className="max-w-md text-sm text-balance text-muted">{note}</p>
        <PickImage look="primary" label="Choose a file">
          <span className="pointer-coarse:hidden">Choose a file</span>
          <span className="hidden pointer-coarse:inline">Take or choose a photo</span>
        </PickImage>
      </div>
    </div>
  );
}
