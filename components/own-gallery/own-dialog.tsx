'use client';

import { type RefObject, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { megabytes } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { useOwnGalleries } from '@/lib/hooks';
import { OwnEntry } from './own-entry';

/** All galleries of this browser's own: what they take, and what can be done with them. */
export function OwnDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const { galleries, library } = useOwnGalleries();
  const [room, setRoom] = useState<StorageEstimate | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is taken changes with the galleries
  useEffect(() => {
    navigator.storage?.estimate?.().then(setRoom, () => {});
  }, [galleries]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="own-galleries"
      closedby="any"
      onToggle={() => void library.load()}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(44rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-raised shadow-float backdrop:bg-black/35"
    >
      <div className="flex flex-col gap-4 p-5 sm:p-6">
        <div className="flex items-center gap-3">
          <h2 id="own-galleries" className="flex-1 text-lg font-semibold tracking-tight">
            Your galleries
          </h2>
          <Button look="bare" icon aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" className="size-4" />
          </Button>
        </div>
        {galleries?.length === 0 && (
          <p className="text-muted">
            None yet. Drop a folder of pictures or a ZIP anywhere on the page, or choose Open a
            folder.
          </p>
        )}
        <ul aria-label="Your galleries" className="flex flex-col gap-3">
          {galleries?.map((gallery) => (
            <OwnEntry key={gallery.id} gallery={gallery} onOpened={() => dialog.current?.close()} />
          ))}
        </ul>
        <p className="border-t border-line pt-3 text-sm text-muted">
          They are kept in this browser and nowhere else; pictures stay where they are on your disk.
          {room?.usage !== undefined &&
            room.quota !== undefined &&
            ` This site takes ${megabytes(room.usage)} of its storage; there is room for ${megabytes(room.quota - room.usage)} more.`}
        </p>
      </div>
    </dialog>
  );
}
