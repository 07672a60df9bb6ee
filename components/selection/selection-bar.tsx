'use client';

import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { ReportNotice } from '@/components/ui/notice';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { ErrorReport } from '@/lib/errors/errors';
import { useGallery } from '@/lib/hooks';
import { type SelectionReport, selectionNames } from '@/lib/selection/files';
import { COMPARE_MAX, Compare } from './compare';
import { ExportMenu } from './export-menu';
import { useSelection } from './use-selection';
import type { ShowSelected } from './use-show-selected';

interface Props {
  /** The answer on show: similarities of the selected items, and what lies above its cutoff. */
  readonly answer: SearchAnswer | null;
  readonly show: ShowSelected;
  /** Marks all that is selected; left out where nothing can be marked. */
  readonly onMark?: (ids: readonly string[], mark: 'like' | 'unlike') => void;
}

/** What can be done with what is selected; not there while nothing is. */
export function SelectionBar(props: Props) {
  const selection = useSelection();
  return selection.size > 0 ? <Bar {...props} /> : null;
}

function Bar({ answer, show, onMark }: Props) {
  const { gallery, item: find } = useGallery();
  const { ids, size, add, clear } = useSelection();
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const [comparing, setComparing] = useState(false);
  const items = () => [...ids].flatMap((id) => find(id) ?? []);

  const report = (): SelectionReport => {
    const similarities = new Map(
      answer?.items
        .flatMap((item) => [item, ...(item.copies ?? [])])
        .map(({ id, similarity }) => [id, similarity]),
    );
    return {
      gallery: gallery?.id ?? '',
      title: gallery?.title ?? '',
      attribution: gallery?.attribution ?? '',
      license: gallery?.license ?? '',
      link: location.href,
      items: items().map((item) => ({ item, similarity: similarities.get(item.id) })),
    };
  };
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(selectionNames(report().items)).then(
          () => setCopied('yes'),
          () => setCopied('refused'),
        )
      : setCopied('refused');
  const meant = answer?.items.filter(({ similarity }) => similarity >= answer.cutoff) ?? [];
  // With what is folded under them: a selection is of pictures, not of cards.
  const above = meant.flatMap((item) => [item, ...(item.copies ?? [])]);
  const rest = above.filter(({ id }) => !ids.has(id));

  return (
    <div className="fixed inset-x-3 bottom-3 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-col gap-2 sm:bottom-5">
      {problem && <ReportNotice key={problem.message} report={problem} />}
      {copied === 'refused' && (
        <textarea
          readOnly
          aria-label="Names of the selected pictures"
          rows={4}
          className="w-full rounded-lg border border-line-strong bg-surface p-2 font-mono text-sm"
          value={selectionNames(report().items)}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <div
        role="toolbar"
        aria-label="Selection"
        onKeyDown={walk}
        className="flex flex-wrap items-center gap-2 rounded-2xl border border-line bg-raised p-2 pl-4 shadow-float"
      >
        <p className="pr-1 text-sm font-medium tabular-nums" aria-live="polite">
          {count(size)} selected
        </p>
        <Button
          aria-pressed={show.shown}
          title="Show what is selected in place of the results"
          onClick={show.toggle}
          className="aria-pressed:bg-accent-soft"
        >
          <Icon name="select" className="size-4" />
          <span className="max-sm:sr-only">Show selected</span>
        </Button>
        <ExportMenu report={report} onProblem={setProblem} />
        <Button onClick={copy}>
          <Icon name={copied === 'yes' ? 'check' : 'captions'} className="size-4" />
          <span className="max-sm:sr-only">{copied === 'yes' ? 'Names copied' : 'Copy names'}</span>
        </Button>
        {size >= 2 && size <= COMPARE_MAX && (
          <Button onClick={() => setComparing(true)}>
            <Icon name="image" className="size-4" />
            <span className="max-sm:sr-only">Compare</span>
          </Button>
        )}
        {onMark && (
          <>
            <Button onClick={() => onMark([...ids], 'like')}>
              <Icon name="plus" className="size-4" />
              <span className="max-sm:sr-only">More like these</span>
            </Button>
            <Button onClick={() => onMark([...ids], 'unlike')}>
              <Icon name="minus" className="size-4" />
              <span className="max-sm:sr-only">Less like these</span>
            </Button>
          </>
        )}
        {rest.length > 0 && (
          <Button
            look="bare"
            className="max-sm:hidden"
            onClick={() => add(above.map(({ id }) => id))}
          >
            Add all {count(above.length)} above the line
          </Button>
        )}
        <Button look="bare" icon aria-label="Clear the selection" onClick={clear}>
          <Icon name="close" className="size-4" />
        </Button>
      </div>
      {comparing && <Compare items={items()} onClose={() => setComparing(false)} />}
    </div>
  );
}

/** Arrow keys walk through a toolbar's buttons. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const here = buttons.indexOf(event.target as HTMLElement);
  const next = here < 0 ? undefined : buttons[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
