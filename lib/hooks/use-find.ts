'use client';

import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type {
  Located,
  LocateOptions,
  Picture,
  Survey,
  SurveyOptions,
  SurveyProgress,
} from '@/lib/find/types';
import { pause } from '@/lib/time/pause';
import { useEngineContext } from './provider';

/** Pause in typing after which new words are looked for, ms. */
const DEBOUNCE = 120;
/** Interval at which maps are refreshed while a picture is being encoded, ms. */
const REFRESH = 250;
/** Times that a survey is made again when its engine was replaced. */
const RENEWALS = 2;

const NOTHING_ELSE: LocateOptions = {};

export interface FindAnswer {
  /** The picture once it is open; null before, and while another is being opened. */
  readonly survey: Survey | null;
  readonly progress: SurveyProgress | null;
  /** Maps of the features over the encoded cells; of earlier words while `stale`. */
  readonly located: Located | null;
  readonly stale: boolean;
  readonly error: ErrorReport | null;
  /** Whether the encoding was stopped before its end. */
  readonly stopped: boolean;
  /** Stops the encoding; features can still be located in the encoded cells. */
  cancel(): void;
  retry(): void;
}

interface Found {
  readonly key: string;
  readonly id: number;
  readonly located: Located;
  readonly locating: LocateOptions;
}

interface Held {
  readonly survey: Survey;
  readonly progress: SurveyProgress;
}

/**
 * Looks for features in a picture. It is encoded once; other words then take milliseconds. Texts are
 * debounced here.
 *
 * @param picture null where there is none; the same object for the same picture
 * @param options the same object for the same options
 * @param locating the same object for the same options
 */
export function useFind(
  picture: Picture | null,
  options: SurveyOptions,
  features: readonly string[],
  locating: LocateOptions = NOTHING_ELSE,
): FindAnswer {
  const { client, config } = useEngineContext();
  const [attempt, setAttempt] = useState(0);
  const active = useRef<AbortController | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [stopped, setStopped] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const [found, setFound] = useState<Found | null>(null);

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
      const opened = await client.openPicture(picture, controller.signal);
      const survey = await client.survey(opened.id, options);
      id = survey.id;
      let progress: SurveyProgress = { done: 0, total: survey.total, milliseconds: 0 };
      while (!controller.signal.aborted) {
        setHeld({ survey, progress });
        if (progress.done >= survey.total) {
          recordMeasure(survey, progress);
          return;
        }
        progress = await client.waitForProgress(survey.id, progress.done);
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
      // The engine keeps the encoded cells, in case the visitor returns.
      if (id !== undefined) client.haltSurvey(id).catch(() => {});
    };
  }, [client, config, picture, options, attempt]);

  const id = held?.survey.id;
  const asked = useRef<string | null>(null);
  const key = features.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the features are their key
  useEffect(() => {
    if (id === undefined || features.length === 0) return;
    let over = false;
    const work = async () => {
      // A click is answered at once; typing waits for a pause.
      if (key !== asked.current) await pause(DEBOUNCE);
      if (over) return;
      asked.current = key;
      while (!over) {
        const located = await client.locate(id, features, locating);
        if (over) return;
        setFound({ key, id, located, locating });
        setError(null);
        const { done, total } = located.progress;
        if (done >= total || stopped) return;
        // Answers take at most a third of the worker's time: the rest is for the picture.
        const rest = Math.max(REFRESH, 2 * located.milliseconds);
        await Promise.all([client.waitForProgress(id, done), pause(rest)]);
      }
    };
    work().catch((reason: unknown) => {
      const report = reportOf(reason);
      // The effect above reports errors of the survey itself.
      if (!over && report.code !== 'survey-gone' && report.code !== 'cancelled') setError(report);
    });
    return () => {
      over = true;
    };
  }, [client, id, key, stopped, locating]);

  const located = features.length > 0 && found?.id === id ? found : null;
  return {
    survey: held?.survey ?? null,
    progress: held?.progress ?? null,
    located: located?.located ?? null,
    stale: located !== null && (located.key !== key || located.locating !== locating),
    error,
    stopped,
    cancel: () => {
      setStopped(true);
      active.current?.abort();
      // A survey that is gone needs no halt.
      if (id !== undefined) client.haltSurvey(id).catch(() => {});
    },
    retry: () => setAttempt((before) => before + 1),
  };
}

/** For the browser's own tools, and for `npm run bench`. */
function recordMeasure({ method, scale }: Survey, { milliseconds, total }: SurveyProgress): void {
  const end = performance.now();
  const detail = { method, scale, total, milliseconds };
  performance.clearMeasures('overlook:survey');
  performance.measure('overlook:survey', { start: end - milliseconds, end, detail });
}
