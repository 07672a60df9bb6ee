import Link from 'next/link';
import { capitalized } from '@/components/ui/format';
import type { SampleScene } from '@/lib/hooks';
import { type FindState, sharedOf, toHref } from '@/lib/search-params';

interface Props {
  readonly scenes: readonly SampleScene[];
  readonly state: FindState;
}

/** Large scenes to try Find on. */
export function SampleScenes({ scenes, state }: Props) {
  if (scenes.length === 0) return null;
  return (
    <section aria-label="Sample scenes">
      <h2 className="flex min-h-13 items-center text-sm text-muted">
        Or try one of these large scenes
      </h2>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        {scenes.map((scene) => (
          <li key={scene.id}>
            <Link
              href={toHref('find', {
                ...sharedOf(state),
                sample: scene.id,
                q: state.q || scene.look,
              })}
              prefetch={false}
              data-sample={scene.id}
              className="group flex w-full flex-col gap-1.5 rounded-xl text-left"
            >
              <Card {...scene} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ thumbUrl, title, credit, license }: SampleScene) {
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: a static export has no image service */}
      <img
        src={thumbUrl}
        alt=""
        width={256}
        height={256}
        className="aspect-square w-full rounded-xl bg-sunken object-cover transition-[filter] group-hover:brightness-105"
      />
      <span className="text-sm text-pretty">{capitalized(title)}</span>
      <span className="text-xs text-muted">
        {credit}. {license}.
      </span>
    </>
  );
}
