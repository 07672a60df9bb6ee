'use client';

import type { ReactNode } from 'react';
import { counted, duration, megabytes, shareOf } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { EngineStatus, SearchAnswer } from '@/lib/engine/protocol';
import { type Served, sizeOf } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import { type IndexKind, indexLabel, type StoredKind } from '@/lib/search-index/kinds/names';
import { backendName, engineSentence } from './engine-words';
import { privacySentence } from './privacy-words';
import { useViewReport } from './report';
import { useOnline } from './use-online';

/** The engine in full: what runs where, which index answers and why, what is kept, what the last search took. */
export function StatusDetails({ status }: { status: EngineStatus }) {
  const { gallery, model, config, served } = useGallery();
  const { answer } = useViewReport();
  const online = useOnline();
  return (
    <>
      <p className="font-medium">{engineSentence(status)}</p>
      {status.phase === 'loading' && (
        <div className="mt-3">
          <ProgressBar label="Files loaded" share={shareOf(status.progress)} />
        </div>
      )}
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-sm">
        <Row name="Backend">
          {backendName(status)}
          {status.backendProblem && `. ${status.backendProblem.message}`}
        </Row>
        <Row name="Threads">{threads(status)}</Row>
        <Row name="Index">
          {gallery?.served
            ? servedWords(gallery.served)
            : indexWords(status, config.index, gallery?.index?.kind)}
        </Row>
        <Row name="Model">{model?.title ?? config.model}</Row>
        <Row name="Gallery">
          {gallery ? `${gallery.title}, ${counted(sizeOf(gallery), 'image')}` : config.gallery}
        </Row>
        <Row name="Files">{files(status)}</Row>
        <Row name="Last search">
          {answer ? (
            <LastSearch answer={answer} index={status.index} served={served} />
          ) : (
            'none yet'
          )}
        </Row>
        {!online && <Row name="Network">Offline. What has been loaded goes on working.</Row>}
        {status.imageProblem && (
          <Row name="Pictures">
            {status.imageProblem.message} {status.imageProblem.advice}
          </Row>
        )}
      </dl>
      <p className="mt-4 border-t border-line pt-3 text-sm text-muted">
        {privacySentence(gallery, served)}
      </p>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words tabular-nums">{children}</dd>
    </>
  );
}

function LastSearch(props: {
  answer: SearchAnswer;
  index: EngineStatus['index'];
  served: boolean;
}) {
  const { answer, index, served } = props;
  const { timing } = answer;
  const encode = timing.tokenize + timing.encode;
  const total = timing.decode + encode + timing.search;
  return (
    <>
      {duration(total)} by {served ? 'the server' : indexLabel(answer.index)}
      {index && index !== 'exact' && answer.index === 'exact' && ', before the index had loaded'}
      <span className="block text-muted">
        {timing.decode > 0 && `decode ${duration(timing.decode)}, `}
        encode {duration(encode)}, search {duration(timing.search)}
      </span>
    </>
  );
}

function servedWords({ recall }: Served): string {
  return recall === undefined
    ? 'the server’s: it compares every item'
    : `the server’s, approximate: it found ${Math.round(100 * recall)}% of the nearest ten when it was built`;
}

function threads({ threads, backend }: EngineStatus): string {
  if (backend === null) return '–';
  if (globalThis.crossOriginIsolated || backend === 'webgpu') return String(threads);
  return `${threads}, as this page is not cross-origin isolated`;
}

function indexWords(
  { index, indexProblem }: EngineStatus,
  asked: IndexKind | undefined,
  stored: StoredKind | undefined,
): ReactNode {
  if (!index) return '–';
  const words = indexLabel(index);
  if (indexProblem) return `${words}. ${indexProblem.message} ${indexProblem.advice}`;
  if (index !== 'exact') return `${words}, approximate`;
  if (asked === 'exact') return `${words}, as asked for`;
  if (!stored) return `${words}: this gallery has no index`;
  if (asked && asked !== stored) return `${words}: this gallery has no ${indexLabel(asked)} index`;
  return `${words}, while ${indexLabel(stored)} is loading`;
}

function files({ phase, progress, cached, storageProblem }: EngineStatus): string {
  if (phase === 'loading') {
    return progress.total > 0
      ? `${megabytes(progress.loaded)} of ${megabytes(progress.total)}`
      : 'looking for what is needed';
  }
  const size = megabytes(progress.total);
  if (storageProblem) return `${size}, not kept: ${storageProblem.message}`;
  return cached ? `${size}, from this browser's cache` : `${size}, kept for the next visit`;
}
