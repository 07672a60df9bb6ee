'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useOpenOwn } from '@/components/own-gallery/use-open-own';
import { Icon } from '@/components/ui/icon';
import { useGo } from '@/lib/hooks';
import { holdDrop, isGallery, sourceOfDrop } from '@/lib/own-gallery/sources/dropped';
import { pictureTakingAt, toHref } from '@/lib/search-params';
import { ITEM_TYPE, takesItem } from './dragged';
import { useUploads } from './uploads';
import { useShared } from './use-shared';

const holdsFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false;

/** Takes a picture or a folder that is dropped or pasted anywhere on the page; shows a hint during a drag. */
export function DropLayer() {
  const { bring } = useUploads();
  const openOwn = useOpenOwn();
  const taking = pictureTakingAt(usePathname());
  const [over, setOver] = useState(false);
  const go = useGo();
  const shared = useShared();

  useEffect(() => {
    const dragOver = (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!holdsFiles(dataTransfer) && !takesItem(event)) return setOver(false);
      event.preventDefault();
      if (dataTransfer) dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    // Leaving for a child of the page names that child; leaving the window names nothing.
    const dragLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (takesItem(event)) {
        event.preventDefault();
        const item = event.dataTransfer?.getData(ITEM_TYPE);
        if (item) void go(toHref('image', { ...shared, item }));
        return;
      }
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (!event.dataTransfer) return;
      const dropped = holdDrop(event.dataTransfer);
      if (isGallery(dropped)) void openOwn(sourceOfDrop(dropped));
      else bring(dropped.files);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      bring(files);
    };
    document.addEventListener('dragover', dragOver);
    document.addEventListener('dragleave', dragLeave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', dragOver);
      document.removeEventListener('dragleave', dragLeave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [bring, openOwn, go, shared]);

  if (!over) return null;
  return (
    <aside
      aria-label="Drop a picture"
      className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-bg/85 p-6 backdrop-blur-sm"
    >
      <div className="viewfinder grid size-full max-h-[80vh] max-w-5xl place-items-center [--l:3rem] [--mark:var(--accent)] [--w:3px]">
        <p className="flex flex-col items-center gap-3 text-center text-xl font-medium">
          <Icon name="image" className="size-12 text-accent" />
          {taking?.hint ?? 'Drop to find images like it'}
          <span className="text-sm font-normal text-muted">
            A folder, a ZIP or several pictures become a gallery to search in. All stays on this
            device.
          </span>
        </p>
      </div>
    </aside>
  );
}
