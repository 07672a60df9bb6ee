import type { ReactNode } from 'react';
import { answerOf, basisOf, type Finding } from '@/components/relevance/findings';
import { Swatch } from '@/components/relevance/swatch';
import { percent } from '@/components/ui/format';
import type { WorkState } from './work-state';

interface Props {
  readonly state: WorkState;
  /** Answers to earlier words, until the new ones come. */
  readonly stale: boolean;
  readonly onToggle: (finding: Finding) => void;
  /** What was learned of a feature in this picture, if anything was. */
  readonly lessonOf: (text: string) => ReactNode;
}

/** A plain answer a feature: is it here, and how far that can be relied on. Here features are shown and hidden. */
export function Answers({ state, stale, onToggle, lessonOf }: Props) {
  return (
    <ul
      aria-label="Answers"
      aria-busy={stale}
      className={`flex flex-col gap-1 transition-opacity ${stale ? 'opacity-60' : ''}`}
    >
      {state.findings.map((finding) => (
        <AnswerRow
          key={finding.text}
          finding={finding}
          whole={state.whole}
          shown={state.isShown(finding)}
          onToggle={() => onToggle(finding)}
          lesson={lessonOf(finding.text)}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly finding: Finding;
  readonly whole: boolean;
  readonly shown: boolean;
  readonly onToggle: () => void;
  readonly lesson: ReactNode;
}

function AnswerRow({ finding, whole, shown, onToggle, lesson }: RowProps) {
  const { text, feature, judgement, presence, places, learned } = finding;
  const { answer, probability } = judgement;
  const unsure = answer === 'cannot-tell' && !learned;
  return (
    <li
      data-feature={text}
      data-answer={answer}
      data-probability={probability?.toFixed(4) ?? ''}
      data-presence={presence.toFixed(4)}
      className="rounded-lg px-2 py-1.5"
    >
      <span className="flex items-start gap-3">
        <Swatch
          feature={feature}
          className={`mt-1.5 size-3 border border-ink/40 ${answer === 'seen' ? '' : 'opacity-30'}`}
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium break-words">{answerOf(finding, whole)}</span>
          {whole && <span className="block text-sm text-muted">{basisOf(finding)}</span>}
          {finding.source === 'patches' && !learned && (
            <span className="block text-sm text-muted">Places are coarse for this word.</span>
          )}
          {places.length > 0 && (
            <label className="flex w-fit cursor-pointer items-center gap-2 py-1 text-sm">
              <input
                type="checkbox"
                checked={shown}
                onChange={onToggle}
                aria-label={
                  unsure ? `Show where it looks most like ${text}` : `Show ${text} on the picture`
                }
                className="size-4 accent-accent"
              />
              {unsure ? 'Show where it looks most like it' : 'Show on the picture'}
            </label>
          )}
          {lesson}
          <details className="text-sm text-muted">
            <summary className="w-fit cursor-pointer rounded">Numbers</summary>
            <p className="tabular-nums">
              {probability === null
                ? 'No probability: the word is not judged.'
                : `Probability that it is in the picture: ${percent(probability)}.`}{' '}
              Highest point of the map: {percent(presence)}.
            </p>
          </details>
        </span>
      </span>
    </li>
  );
}
