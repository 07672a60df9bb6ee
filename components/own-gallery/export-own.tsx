'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { download } from '@/components/ui/download';
import { count, shareOf } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { useOwnGalleries } from '@/lib/hooks';
import type { OwnGallery } from '@/lib/own-gallery/types';
import { pictures } from './words';

interface Props {
  readonly gallery: OwnGallery;
  readonly onEnd: () => void;
}

type State =
  | { readonly phase: 'asking' }
  | { readonly phase: 'packing'; readonly done: number }
  | { readonly phase: 'packed'; readonly missing: number }
  | { readonly phase: 'failed'; readonly problem: ErrorReport };

/** Writes a gallery as a ZIP: with its pictures or without them. */
export function ExportOwn({ gallery: { id, title, items }, onEnd }: Props) {
  const { library } = useOwnGalleries();
  const [state, setState] = useState<State>({ phase: 'asking' });
  const pack = async (withPictures: boolean) => {
    setState({ phase: 'packing', done: 0 });
    try {
      const { zip, fileName, missing } = await library.pack(id, {
        pictures: withPictures,
        onItem: (done) => {
          if (done % 32 === 0) setState({ phase: 'packing', done });
        },
      });
      download(zip, fileName);
      setState({ phase: 'packed', missing: withPictures ? missing : 0 });
    } catch (error) {
      setState({ phase: 'failed', problem: reportOf(error) });
    }
  };
  if (state.phase === 'packing') {
    return (
      <ProgressBar
        label={`Packing ${title}`}
        share={shareOf({ loaded: state.done, total: items })}
      />
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <p className="min-w-0 flex-1 basis-60" role={state.phase === 'asking' ? undefined : 'status'}>
        {state.phase === 'asking' &&
          'A ZIP that another browser imports, and the command line: names, embeddings and thumbnails, with the pictures or without.'}
        {state.phase === 'packed' &&
          (state.missing === 0
            ? 'The ZIP is among your downloads.'
            : `The ZIP is among your downloads, without ${pictures(state.missing)} of ${count(items)} that could not be read.`)}
        {state.phase === 'failed' && `${state.problem.message} ${state.problem.advice}`}
      </p>
      {state.phase !== 'packed' && (
        <>
          <Button look="primary" onClick={() => pack(true)}>
            With pictures
          </Button>
          <Button onClick={() => pack(false)}>Without pictures</Button>
        </>
      )}
      <Button onClick={onEnd}>{state.phase === 'packed' ? 'Done' : 'Cancel'}</Button>
    </div>
  );
}
