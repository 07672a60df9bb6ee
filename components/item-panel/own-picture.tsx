import { Button } from '@/components/ui/button';
import type { ItemPicture } from '@/lib/hooks';

/** Of a gallery of one's own: the thumbnail is shown, and the picture itself lies on the disk. Nothing where it is shown. */
export function OwnPicture({ picture }: { picture: ItemPicture }) {
  if (picture.state === 'whole' || picture.state === 'waiting') return null;
  return (
    <div className="flex flex-wrap items-center gap-3 px-5 py-3 text-sm">
      <p className="min-w-0 flex-1 text-muted">
        {picture.problem
          ? `${picture.problem.message} ${picture.problem.advice}`
          : 'This is its thumbnail. The picture itself is on your disk.'}
      </p>
      <Button onClick={picture.ask}>Show the picture</Button>
    </div>
  );
}
