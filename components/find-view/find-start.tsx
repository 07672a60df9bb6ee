'use client';

import { PickImage } from '@/components/frame/pick-image';
import { Notices } from '@/components/results/notices';
import { Icon } from '@/components/ui/icon';
import type { ErrorReport } from '@/lib/errors/errors';
import { useSampleScenes } from '@/lib/hooks';
import type { FindState } from '@/lib/search-params';
import { FindGallery } from './find-gallery';
import { SampleScenes } from './sample-scenes';

interface Props {
  readonly state: FindState;
  readonly problems: readonly ErrorReport[];
}

/** No picture yet: where to put one, large scenes to try, and the gallery. */
export function FindStart({ state, problems }: Props) {
  const scenes = useSampleScenes();
  return (
    <>
      <div className="pt-4 pb-4 sm:pt-6">
        <Notices problems={problems} />
        <div className="rounded-2xl bg-surface p-3">
          <div className="viewfinder flex flex-col items-center gap-3 px-4 py-9 text-center [--l:1.75rem] [--mark:var(--line-strong)]">
            <Icon name="find" className="size-9 text-accent" />
            <p className="text-lg font-medium text-balance">
              Drop a picture anywhere to find things in it, paste one, or choose a file
            </p>
            <p className="max-w-md text-sm text-balance text-muted">
              Up to 8,192 × 8,192 px. It is looked through on this device and sent nowhere.
            </p>
            <PickImage look="primary" label="Choose a file">
              Choose a file
            </PickImage>
          </div>
        </div>
      </div>
      <SampleScenes scenes={scenes} state={state} />
      <FindGallery state={state} />
    </>
  );
}
