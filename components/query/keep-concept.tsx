'use client';

import { useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { ReportNotice } from '@/components/ui/notice';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { conceptStore, useEngine, useGallery } from '@/lib/hooks';
import { meanDirection } from '@/lib/vector/mean-direction';

interface Props {
  /** Ids of the items that are marked as examples, and as counter-examples. */
  readonly like: readonly string[];
  readonly unlike: readonly string[];
}

const LOOK =
  'flex h-9 shrink-0 items-center gap-1.5 rounded-full border border-dashed border-line-strong/60 px-3 text-sm text-muted';

/** "Keep as concept…": a button that becomes a box for the name. The concept is the mean of the examples. */
export function KeepConcept({ like, unlike }: Props) {
  const client = useEngine();
  const { item, model } = useGallery();
  const [name, setName] = useState<string | null>(null);
  const [kept, setKept] = useState('');
  const [problem, setProblem] = useState<ErrorReport | null>(null);

  const keep = async (called: string) => {
    if (!model) return;
    const embeddings: Float32Array[] = [];
    for (const id of like) {
      embeddings.push((await client.search({ kind: 'item', id }, { k: 1 })).embedding);
    }
    const examples = [...like, ...unlike].flatMap((id) => {
      const known = item(id);
      if (!known) return [];
      const { file, width, height } = known;
      return { picture: file, part: { x: 0, y: 0, width, height }, yes: like.includes(id) };
    });
    conceptStore().put({
      name: called,
      model: model.id,
      embedding: [...meanDirection(embeddings)],
      examples,
      created: new Date().toISOString(),
    });
  };
  const done = () => {
    // Find takes several features separated by commas.
    const called = (name ?? '').trim().replaceAll(',', ' ');
    setName(null);
    if (called === '') return;
    setProblem(null);
    keep(called).then(
      () => setKept(called),
      (error: unknown) => setProblem(reportOf(error)),
    );
  };

  return (
    <>
      {name === null ? (
        <button
          type="button"
          onClick={() => setName('')}
          className={`${LOOK} hover:border-line-strong hover:text-ink`}
        >
          <Icon name={kept ? 'check' : 'alike'} className="size-4" />
          {kept ? `Kept as “${kept}”` : 'Keep as concept…'}
        </button>
      ) : (
        <span className={LOOK}>
          <Icon name="alike" className="size-4" />
          <input
            // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
            autoFocus
            aria-label="Name of the concept"
            placeholder="its name"
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={() => setName(null)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') done();
              if (event.key === 'Escape') setName(null);
            }}
            className="w-32 bg-transparent text-ink outline-offset-2"
          />
        </span>
      )}
      {problem && <ReportNotice key={problem.message} report={problem} />}
    </>
  );
}
