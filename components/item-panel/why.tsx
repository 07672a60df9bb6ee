'use client';

import { useMemo } from 'react';
import { EncoderWait } from '@/components/frame/encoder-wait';
import { answerOf, findingsOf, suretyOf } from '@/components/relevance/findings';
import { MapCanvas } from '@/components/relevance/map-canvas';
import { cssColorOf } from '@/components/relevance/palette';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { FindAnswer } from '@/lib/hooks';

/** The map over the item's image, while it is asked for. */
export function WhyMap({ why: { survey, located } }: { why: FindAnswer }) {
  const layers = useMemo(
    () => located?.features.map(({ probability }, feature) => ({ feature, map: probability })),
    [located],
  );
  if (!survey || !layers) return null;
  return <MapCanvas layers={layers} grid={survey.grid} opacity={0.75} sharp={false} />;
}

interface Props {
  readonly words: string;
  readonly why: FindAnswer;
  readonly showing: boolean;
  readonly onShow: (showing: boolean) => void;
}

/** Why this result: shows where the query's words are in it, and says how surely. */
export function Why({ words, why, showing, onShow }: Props) {
  const { survey, located, error } = why;
  const [finding] = survey && located ? findingsOf(located, survey, located.threshold) : [];
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
          ) : finding ? (
            <span className="flex items-center gap-2">
              <span
                aria-hidden="true"
                className="size-3 shrink-0 rounded-sm"
                style={{ background: cssColorOf(finding.feature, 0.9) }}
              />
              <span>
                {answerOf(finding, true)} ({suretyOf(finding)})
              </span>
            </span>
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
