'use client';

import { PickImage } from '@/components/frame/pick-image';
import { useStopped } from '@/components/frame/use-stopped';
import { ErrorCard } from '@/components/ui/error-card';
import { useTitle } from '@/components/ui/use-title';
import { useEngineRetry, useView } from '@/lib/hooks';
import { VIEWS } from '@/lib/search-params';
import { FindStart } from './find-start';
import { FindWork } from './find-work';
import { useFindSource } from './use-source';

/** Where in a picture is what words name. */
export function FindView() {
  const { state, set, problems } = useView('find');
  const source = useFindSource(state);
  const stopped = useStopped();
  const retry = useEngineRetry();
  useTitle('name' in source ? `${state.q || 'Find'} in ${source.name}` : VIEWS.find.title);

  const problem = stopped ?? (source.kind === 'problem' ? source.problem : null);
  return (
    <>
      <h1 className="sr-only">Find features in a picture</h1>
      {source.kind === 'none' ? (
        <FindStart state={state} problems={problems} />
      ) : problem ? (
        <div className="pt-6">
          <ErrorCard report={problem} onRetry={stopped ? retry : undefined}>
            <PickImage look="quiet" label="Choose another file">
              Choose another file
            </PickImage>
          </ErrorCard>
        </div>
      ) : source.kind === 'waiting' ? (
        <div className="pt-4 sm:pt-6">
          <div className="h-[60dvh] animate-breathe rounded-xl bg-sunken" />
        </div>
      ) : source.kind === 'problem' ? null : source.kind === 'missing' ? (
        <MissingPicture />
      ) : (
        // What is selected or hidden belongs to one picture.
        <FindWork key={keyOf(source)} source={source} state={state} set={set} problems={problems} />
      )}
    </>
  );
}

/** Shown for a link to a visitor's own picture that this browser does not have. */
function MissingPicture() {
  return (
    <div className="flex flex-col items-start gap-3 pt-6">
      <h2 className="text-lg font-medium">The picture is not in this link</h2>
      <p className="max-w-prose text-muted">
        The link holds the words and the settings. The picture stayed on the device where it was
        opened, and was sent nowhere. Choose the same file to see the same answers, or another one.
      </p>
      <PickImage look="primary" label="Choose the picture">
        Choose the picture
      </PickImage>
    </div>
  );
}

function keyOf({ kind, src, name }: { kind: string; src: string; name: string }): string {
  return `${kind} ${src} ${name}`;
}
