'use client';

import type { ReactNode } from 'react';
import { count, duration, megabytes, shareOf } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { EngineStatus, SearchAnswer } from '@/lib/engine/protocol';
import { useGallery } from '@/lib/hooks';
import { backendName, engineSentence } from './engine-words';
import { useViewReport } from './report';
import { useOnline } from './use-online';

const INDEXES = { hnsw: 'HNSW', exact: 'exact search' } as const;

/** The engine in full: what runs where, which index answers and why, what is kept, what the last search took. */
export function StatusDetails({ status }: { status: EngineStatus }) {
  const { gallery, model, config } = useGallery();
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
        <Row name="Index">{indexWords(status, config.index)}</Row>
        <Row name="Model">{model?.title ?? config.model}</Row>
        <Row name="Gallery">
          {gallery ? `${gallery.title}, ${count(gallery.items.length)} images` : config.gallery}
        </Row>
        <Row name="Files">{files(status)}</Row>
        <Row name="Last search">
          {answer ? <LastSearch answer={answer} index={status.index} /> : 'none yet'}
        </Row>
        {!online && <Row name="Network">Offline. What has been loaded goes on working.</Row>}
        {status.imageProblem && (
          <Row name="Pictures">
            {status.imageProblem.message} {status.imageProblem.advice}
          </Row>
        )}
      </dl>
      <p className="mt-4 border-t border-line pt-3 text-sm text-muted">
        Everything runs on this device. No image and no query leaves it.
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

function LastSearch({ answer, index }: { answer: SearchAnswer; index: EngineStatus['index'] }) {
  const { timing } = answer;
  const encode = timing.tokenize + timing.encode;
  const total = timing.decode + encode + timing.search;
  return (
    <>
      {duration(total)} by {INDEXES[answer.index]}
      {index === 'hnsw' && answer.index === 'exact' && ', before HNSW had loaded'}
      <span className="block text-muted">
        {timing.decode > 0 && `decode ${duration(timing.decode)}, `}
        encode {duration(encode)}, search {duration(timing.search)}
      </span>
    </>
  );
}

function threads({ threads, backend }: EngineStatus): string {
  if (backend === null) return '–';
  if (globalThis.crossOriginIsolated || backend === 'webgpu') return String(threads);
  return `${threads}, as this page is not cross-origin isolated`;
}

function indexWords(
  { index, indexProblem }: EngineStatus,
  asked: EngineStatus['index'],
): ReactNode {
  if (!index) return '–';
  if (indexProblem) return `${INDEXES[index]}. ${indexProblem.message} ${indexProblem.advice}`;
  if (index === asked) return index === 'hnsw' ? 'HNSW, approximate' : 'exact search, as asked for';
  return `${INDEXES[index]}, while HNSW is loading`;
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
