import Link from 'next/link';
import { useState } from 'react';
import { useUploads } from '@/components/frame/uploads';
import { ErrorCard } from '@/components/ui/error-card';
import { capitalized } from '@/components/ui/format';
import { addressOf } from '@/components/ui/use-follow';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { type SampleScene, sampleFile } from '@/lib/hooks';
import { type FindState, sharedOf, toHref } from '@/lib/search-params';

interface Props {
  readonly scenes: readonly SampleScene[];
  readonly state: FindState;
}

const CARD = 'group flex w-full flex-col gap-1.5 rounded-xl text-left';

/** Large scenes to try Find on. A TIFF, which no browser shows, is opened like a picture that was brought. */
export function SampleScenes({ scenes, state }: Props) {
  const { bring } = useUploads();
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  if (scenes.length === 0) return null;
  const asked = (scene: SampleScene) => state.q || scene.look;
  const open = async (scene: SampleScene) => {
    setProblem(null);
    try {
      const file = await sampleFile(scene);
      // At once: what is brought keeps the question that stands in the address.
      history.replaceState(
        null,
        '',
        addressOf(toHref('find', { ...sharedOf(state), q: asked(scene) })),
      );
      bring([file]);
    } catch (error) {
      setProblem(reportOf(error));
    }
  };
  return (
    <section aria-label="Sample scenes">
      <h2 className="flex min-h-13 items-center text-sm text-muted">
        Or try one of these large scenes
      </h2>
      {problem && <ErrorCard report={problem} />}
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        {scenes.map((scene) => (
          <li key={scene.id}>
            {/\.tiff?$/.test(scene.file) ? (
              <button
                type="button"
                data-sample={scene.id}
                onClick={() => open(scene)}
                className={CARD}
              >
                <Card {...scene} />
              </button>
            ) : (
              <Link
                href={toHref('find', {
                  ...sharedOf(state),
                  sample: scene.id,
                  q: asked(scene),
                })}
                prefetch={false}
                data-sample={scene.id}
                className={CARD}
              >
                <Card {...scene} />
              </Link>
            )}
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
