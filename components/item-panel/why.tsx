'use client';

import { useMemo } from 'react';
import { EncoderWait } from '@/components/frame/encoder-wait';
import { answerOf, findingsOf, rankedPlaces } from '@/components/relevance/findings';
import { OutlineShapes } from '@/components/relevance/outline-shapes';
import { Swatch } from '@/components/relevance/swatch';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { FindAnswer } from '@/lib/hooks';

/** Outlines of the places that fit the words, over the item's image. */
export function WhyMap({ why: { survey, located } }: { why: FindAnswer }) {
  // The search found this image by these words: what answers them best is shown, sure or not.
  const places = useMemo(() => (located ? rankedPlaces(findingsOf(located)) : []), [located]);
  if (!survey || places.length === 0) return null;
  return (
    <div aria-hidden="true" data-outlines="" className="pointer-events-none absolute inset-0">
      <OutlineShapes places={places} picture={survey} />
    </div>
  );
}

interface Props {
  readonly words: string;
  readonly why: FindAnswer;
  readonly showing: boolean;
  readonly onShow: (showing: boolean) => void;
}

/** Why this result: shows where each of the query's words is in it, or that this cannot be told. */
export function Why({ words, why, showing, onShow }: Props) {
  const { located, error } = why;
  const findings = useMemo(() => (located ? findingsOf(located) : []), [located]);
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-5 py-2">
      <Button
        aria-pressed={showing}
        onClick={() => onShow(!showing)}
        className="max-w-full aria-pressed:border-accent aria-pressed:bg-accent-soft"
      >
        <Icon name="find" className="size-4" />
        <span className="truncate">Where is “{words.trim()}”?</span>
      </Button>
      {showing && (
        <div className="min-w-0 text-sm text-muted" data-why="">
          {error ? (
            `${error.message} ${error.advice}`
          ) : findings.length > 0 ? (
            <ul aria-label="Answers by word" className="flex flex-wrap gap-x-4 gap-y-1">
              {findings.map((finding) => (
                <li key={finding.text} className="flex items-center gap-2">
                  <Swatch feature={finding.feature} />
                  {whyOf(finding)}
                </li>
              ))}
            </ul>
          ) : (
            <>
              <EncoderWait />
              Looking…
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** The search went by the whole image: a word that has no place in it is said so, without contradicting the search. */
function whyOf(finding: ReturnType<typeof findingsOf>[number]): string {
  const { text, judgement, places } = finding;
  if (judgement.answer === 'seen') return answerOf(finding, true);
  if (judgement.answer === 'not-seen') {
    return `${text}: not seen; the search found the image by its look as a whole`;
  }
  return places.length > 0
    ? `${text}: outlined where it looks most like it; cannot tell whether it is`
    : `${text}: cannot tell where`;
}
