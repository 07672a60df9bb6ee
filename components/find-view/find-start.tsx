'use client';

import { DropCard } from '@/components/frame/drop-card';
import { Notices } from '@/components/results/notices';
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
        <DropCard
          icon="find"
          title="Drop a picture anywhere to find things in it, paste one, or choose a file"
          note="Up to 8,192 × 8,192 px. It is looked through on this device and sent nowhere."
        />
      </div>
      <SampleScenes scenes={scenes} state={state} />
      <FindGallery state={state} />
    </>
  );
}
