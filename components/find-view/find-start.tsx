'use client';

import Link from 'next/link';
import { PickImage } from '@/components/frame/pick-image';
import { Notices } from '@/components/results/notices';
import { Icon } from '@/components/ui/icon';
import type { ErrorReport } from '@/lib/errors/errors';
import { useSampleScenes } from '@/lib/hooks';
import { type FindState, sharedOf, toHref } from '@/lib/search-params';
import { FindGallery } from './find-gallery';

/** What is worth looking for in each of the sample scenes. */
const FEATURES: Readonly<Record<string, string>> = {
  'river-town': 'river, boats, stadium',
  airfield: 'planes, storage tanks, runway',
  coast: 'beach, baseball field, farmland',
  works: 'storage tanks, bare land, beach',
  suburb: 'tennis court, baseball field, pond',
  valley: 'river, bridge, airport',
};

interface Props {
  readonly state: FindState;
  readonly problems: readonly ErrorReport[];
}

/** No picture yet: where to put one, large scenes to try, and the gallery. */
export function FindStart({ state, problems }: Props) {
  const scenes = useSampleScenes();
  const hrefOf = (sample: string) =>
    toHref('find', { ...sharedOf(state), sample, q: state.q || (FEATURES[sample] ?? '') });
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
      {scenes.length > 0 && (
        <section aria-label="Sample scenes">
          <h2 className="flex min-h-13 items-center text-sm text-muted">
            Or try one of these large scenes
          </h2>
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
            {scenes.map(({ item, thumbUrl }) => (
              <li key={item.id}>
                <Link
                  href={hrefOf(item.id)}
                  prefetch={false}
                  data-sample={item.id}
                  className="group flex flex-col gap-1.5 rounded-xl"
                >
                  {/* biome-ignore lint/performance/noImgElement: a static export has no image service */}
                  <img
                    src={thumbUrl}
                    alt=""
                    width={256}
                    height={256}
                    className="aspect-square w-full rounded-xl bg-sunken object-cover transition-[filter] group-hover:brightness-105"
                  />
                  <span className="text-sm text-pretty">{sentenceOf(item.captions?.[0])}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FindGallery state={state} />
    </>
  );
}

function sentenceOf(caption = 'A large scene'): string {
  return caption.charAt(0).toUpperCase() + caption.slice(1);
}
