'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { download } from '@/components/ui/download';
import { Icon } from '@/components/ui/icon';
import { ReportNotice } from '@/components/ui/notice';
import { conceptsJson, parseConcepts } from '@/lib/concepts/concept-store';
import type { Concept } from '@/lib/concepts/types';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { conceptStore, useConcepts, useGallery } from '@/lib/hooks';
import { embeddingOf } from './words';

interface Props {
  /** Adds a concept to the query. @param e its embedding, as the URL prints it */
  readonly onTake: (e: string) => void;
}

/** "Concepts": what was taught in this browser, to add to the query; to forget, to write to a file, and to read from one. */
export function Concepts({ onTake }: Props) {
  const all = useConcepts();
  const { model } = useGallery();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const usable = all.filter((concept) => concept.model === model?.id);
  const others = all.length - usable.length;

  const attempt = (work: () => void) => {
    setProblem(null);
    try {
      work();
    } catch (error) {
      setProblem(reportOf(error));
    }
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const text = await chosen.text();
    attempt(() => {
      for (const concept of parseConcepts(text)) conceptStore().put(concept);
    });
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button opened
    <div
      className="relative shrink-0"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-9 items-center gap-1.5 rounded-full border border-line-strong/40 bg-surface px-3 text-sm text-muted hover:border-line-strong hover:text-ink"
      >
        <Icon name="alike" className="size-4" />
        <span className="max-sm:sr-only">Concepts</span>
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div
          role="group"
          aria-label="Concepts"
          className="absolute top-full right-0 z-20 mt-2 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-2 rounded-xl border border-line bg-raised p-2 text-sm shadow-float"
        >
          {usable.length === 0 && (
            <p className="px-2 pt-1 text-muted">
              No concepts yet. Mark pictures with “More like this”, then keep the query as a
              concept.
            </p>
          )}
          <ul className="max-h-72 overflow-y-auto">
            {usable.map((concept) => (
              <Row
                key={concept.name}
                concept={concept}
                onTake={() => {
                  onTake(embeddingOf(concept));
                  close();
                }}
                onForget={() => attempt(() => conceptStore().remove(concept))}
              />
            ))}
          </ul>
          {others > 0 && (
            <p className="px-2 text-muted">
              {others} more {others === 1 ? 'was' : 'were'} taught with another model.
            </p>
          )}
          {problem && <ReportNotice key={problem.message} report={problem} />}
          <div className="flex gap-2 border-t border-line pt-2">
            <Button look="bare" onClick={() => file.current?.click()}>
              Import…
            </Button>
            {all.length > 0 && (
              <Button
                look="bare"
                onClick={() => download(conceptsJson(all), 'concepts.json', 'application/json')}
              >
                Export all
              </Button>
            )}
            <input
              ref={file}
              type="file"
              accept=".json,application/json"
              aria-label="File of concepts"
              className="hidden"
              onChange={(event) => {
                void read(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </div>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly concept: Concept;
  readonly onTake: () => void;
  readonly onForget: () => void;
}

function Row({ concept: { name, examples }, onTake, onForget }: RowProps) {
  const yes = examples.filter((example) => example.yes).length;
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        onClick={onTake}
        className="flex min-w-0 flex-1 items-baseline gap-2 rounded-lg px-2 py-2 text-left hover:bg-sunken"
      >
        <span className="truncate font-medium">{name}</span>
        <span className="shrink-0 text-xs text-muted">
          {yes} {yes === 1 ? 'example' : 'examples'}
        </span>
      </button>
      <Button look="bare" icon aria-label={`Forget ${name}`} title="Forget" onClick={onForget}>
        <Icon name="close" className="size-4" />
      </Button>
    </li>
  );
}
