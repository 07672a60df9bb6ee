'use client';

import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Located, Picture, Survey, SurveyOptions, SurveyProgress } from '@/lib/find/types';
import { useEngineContext } from './provider';

/** Typing pauses so long before other words are looked for, ms. */
const DEBOUNCE = 120;
/** While a picture is being encoded its maps are asked for this often, ms. */
const REFRESH = 250;
/** A survey that went with its engine is made again so often. */
const RENEWALS = 2;

export interface FindAnswer {
  /** The picture once it is open; null before, and while another is being opened. */
  readonly survey: Survey | null;
  readonly progress: SurveyProgress | null;
  /** Maps of the features over what has been encoded; of earlier words while `stale`. */
  readonly located: Located | null;
  readonly stale: boolean;
  readonly error: ErrorReport | null;
  /** Whether the encoding was stopped before its end. */
  readonly stopped: boolean;
  /** Stops the encoding; what has been encoded can still be asked. */
  cancel(): void;
  retry(): void;
}

interface Held {
  readonly survey: Survey;
  readonly progress: SurveyProgress;
}

/**
 * Looks for features in a picture. It is encoded once; other words are then a matter of milliseconds. Texts are
 * debounced here.
 *
 * @param picture null where there is none; the same object for the same picture
 * @param options the same object for the same options
 */
export function useFind(
  picture: Picture | null,
  options: SurveyOptions,
  features: readonly string[],
): FindAnswer {
  const { client, config } = useEngineContext();
  const [attempt, setAttempt] = useState(0);
  const active = useRef<AbortController | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [stopped, setStopped] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const [found, setFound] = useState<{ key: string; id: number; located: Located } | null>(null);

  useEffect(() => {
    setHeld(null);
    setStopped(false);
    setError(null);
    if (!picture) return;
    const controller = new AbortController();
    active.current = controller;
    let id: number | undefined;
    const work = async () => {
      await client.open(config);
      const survey = await client.survey(picture, options, controller.signal);
      id = survey.id;
      let progress: SurveyProgress = { done: 0, total: survey.total, milliseconds: 0 };
      while (!controller.signal.aborted) {
        setHeld({ survey, progress });
        if (progress.done >= survey.total) {
          told(survey, progress);
          return;
        }
        progress = await client.surveyed(survey.id, progress.done);
      }
    };
    work().catch((reason: unknown) => {
      if (controller.signal.aborted) return;
      const report = reportOf(reason);
      if (report.code === 'survey-gone' && attempt < RENEWALS) setAttempt(attempt + 1);
      else if (report.code !== 'cancelled') setError(report);
    });
    return () => {
      controller.abort();
      if (id !== undefined) void client.endSurvey(id);
    };
  }, [client, config, picture, options, attempt]);

  const id = held?.survey.id;
  const key = features.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the features are their key
  useEffect(() => {
    if (id === undefined || features.length === 0) return;
    let over = false;
    const work = async () => {
      await pause(DEBOUNCE);
      while (!over) {
        const located = await client.locate(id, features);
        if (over) return;
        setFound({ key, id, located });
        setError(null);
        const { done, total } = located.progress;
        if (done >= total || stopped) return;
        await Promise.all([client.surveyed(id, done), pause(REFRESH)]);
      }
    };
    work().catch((reason: unknown) => {
      const report = reportOf(reason);
      // What became of the survey itself is told by the effect above.
      if (!over && report.code !== 'survey-gone' && report.code !== 'cancelled') setError(report);
    });
    return () => {
      over = true;
    };
  }, [client, id, key, stopped]);

  const located = features.length > 0 && found?.id === id ? found : null;
  return {
    survey: held?.survey ?? null,
    progress: held?.progress ?? null,
    located: located?.located ?? null,
    stale: located !== null && located.key !== key,
    error,
    stopped,
    cancel: () => {
      setStopped(true);
      active.current?.abort();
      // What is gone is stopped as well.
      if (id !== undefined) client.haltSurvey(id).catch(() => {});
    },
    retry: () => setAttempt((before) => before + 1),
  };
}

/** For the browser's own tools, and for `npm run bench`. */
function told({ method, scale }: Survey, { milliseconds, total }: SurveyProgress): void {
  const end = performance.now();
  const detail = { method, scale, total, milliseconds };
  performance.clearMeasures('overlook:survey');
  performance.measure('overlook:survey', { start: end - milliseconds, end, detail });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
