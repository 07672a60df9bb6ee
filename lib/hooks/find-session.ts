import type { EngineClient } from '@/lib/engine/client';
import type { EngineConfig } from '@/lib/engine/protocol';
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

/** Pause in typing after which new words are looked for, ms. */
const DEBOUNCE = 120;
/** Interval at which maps are refreshed while a picture is being encoded, ms. */
const REFRESH = 250;
/** Times that a survey is made again when its engine was replaced. */
const RENEWALS = 2;

export interface FindState {
  /** The picture once it is open; null before, and while another is being opened. */
  readonly survey: Survey | null;
  readonly progress: SurveyProgress | null;
  /** Maps of the features over the encoded cells; of earlier words while `stale`. */
  readonly located: Located | null;
  readonly stale: boolean;
  readonly error: ErrorReport | null;
  /** Whether the encoding was stopped before its end. */
  readonly stopped: boolean;
}

/** What is looked for, and how. */
export interface Question {
  readonly features: readonly string[];
  readonly locating: LocateOptions;
}

interface Subject {
  readonly config: EngineConfig;
  readonly picture: Picture;
  readonly options: SurveyOptions;
}

type Engine = Pick<
  EngineClient,
  'open' | 'openPicture' | 'survey' | 'waitForProgress' | 'locate' | 'haltSurvey'
>;

export const NOTHING_FOUND: FindState = {
  survey: null,
  progress: null,
  located: null,
  stale: false,
  error: null,
  stopped: false,
};

/**
 * Looks for features in one picture after the other. A picture is encoded once; other words then take milliseconds.
 * Words are debounced here.
 */
export class FindSession {
  private now: FindState = NOTHING_FOUND;
  private subject: Subject | null = null;
  private question: Question = { features: [], locating: {} };
  /** Which question `now.located` answers. */
  private answered: Question | null = null;
  /** The words that were last looked for. */
  private asked: string | null = null;
  private encoding = new AbortController();
  private locating = new AbortController();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly engine: Engine,
    private readonly wait: (milliseconds: number) => Promise<void> = pause,
    private readonly onSurveyed: (survey: Survey, progress: SurveyProgress) => void = () => {},
  ) {}

  /** The same object until something changes. */
  readonly state = (): FindState => this.now;

  /** @returns A function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Opens a picture in place of the one before. The engine keeps the cells of that one, in case the visitor returns.
   * @param picture null where there is none
   */
  look(config: EngineConfig, picture: Picture | null, options: SurveyOptions): void {
    this.subject = picture && { config, picture, options };
    this.begin();
  }

  /** Asks for other words, or in another way. An answer stays, marked as stale, until the new one is there. */
  ask(question: Question): void {
    const { features, locating } = this.question;
    if (wordsOf(features) === wordsOf(question.features) && locating === question.locating) return;
    this.question = question;
    this.set({});
    this.locate();
  }

  /** Stops the encoding; features can still be located in the encoded cells. */
  cancel(): void {
    this.set({ stopped: true });
    this.halt();
    this.locate();
  }

  /** Opens the picture again. */
  retry(): void {
    this.begin();
  }

  /** Ends all work. */
  close(): void {
    this.subject = null;
    this.halt();
    this.locating.abort();
  }

  private begin(): void {
    this.halt();
    this.locating.abort();
    this.answered = null;
    this.set(NOTHING_FOUND);
    if (this.subject) void this.encode(this.subject);
  }

  private halt(): void {
    this.encoding.abort();
    const id = this.now.survey?.id;
    // A survey that is gone needs no halt.
    if (id !== undefined) this.engine.haltSurvey(id).catch(() => {});
  }

  private async encode(subject: Subject): Promise<void> {
    const controller = new AbortController();
    this.encoding = controller;
    for (let renewals = 0; ; renewals++) {
      try {
        await this.follow(subject, controller.signal);
        return;
      } catch (reason) {
        if (controller.signal.aborted) return;
        const error = reportOf(reason);
        if (error.code === 'survey-gone' && renewals < RENEWALS) {
          this.locating.abort();
          this.answered = null;
          this.set(NOTHING_FOUND);
        } else {
          if (error.code !== 'cancelled') this.set({ error });
          return;
        }
      }
    }
  }

  /** Opens the picture and shows how far it is encoded, to its end. */
  private async follow({ config, picture, options }: Subject, signal: AbortSignal): Promise<void> {
    await this.engine.open(config);
    const opened = await this.engine.openPicture(picture, signal);
    const survey = await this.engine.survey(opened.id, options);
    if (signal.aborted) {
      this.engine.haltSurvey(survey.id).catch(() => {});
      return;
    }
    let progress: SurveyProgress = { done: 0, total: survey.total, milliseconds: 0 };
    this.set({ survey, progress });
    this.locate();
    while (progress.done < survey.total) {
      progress = await this.engine.waitForProgress(survey.id, progress.done);
      if (signal.aborted) return;
      this.set({ survey, progress });
    }
    this.onSurveyed(survey, progress);
  }

  /** Answers the question as it is now, again and again while the picture is being encoded. */
  private locate(): void {
    this.locating.abort();
    const id = this.now.survey?.id;
    if (id === undefined || this.question.features.length === 0) return;
    const controller = new AbortController();
    this.locating = controller;
    this.answer(id, this.question, controller.signal).catch((reason: unknown) => {
      const error = reportOf(reason);
      // `encode` reports errors of the survey itself.
      const reported = error.code === 'survey-gone' || error.code === 'cancelled';
      if (!controller.signal.aborted && !reported) this.set({ error });
    });
  }

  private async answer(id: number, question: Question, signal: AbortSignal): Promise<void> {
    const words = wordsOf(question.features);
    // A click is answered at once; typing waits for a pause.
    if (words !== this.asked) await this.wait(DEBOUNCE);
    if (signal.aborted) return;
    this.asked = words;
    for (;;) {
      const located = await this.engine.locate(id, question.features, question.locating);
      if (signal.aborted) return;
      this.answered = question;
      this.set({ located, error: null });
      const { done, total } = located.progress;
      if (done >= total || this.now.stopped) return;
      // Answers take at most a third of the worker's time: the rest is for the picture.
      const rest = Math.max(REFRESH, 2 * located.milliseconds);
      await Promise.all([this.engine.waitForProgress(id, done), this.wait(rest)]);
      if (signal.aborted) return;
    }
  }

  private set(patch: Partial<FindState>): void {
    const { answered, question } = this;
    const next = { ...this.now, ...patch };
    const located = question.features.length > 0 ? next.located : null;
    const stale =
      located !== null &&
      answered !== null &&
      (wordsOf(answered.features) !== wordsOf(question.features) ||
        answered.locating !== question.locating);
    this.now = { ...next, located, stale };
    for (const listener of this.listeners) listener();
  }
}

function wordsOf(features: readonly string[]): string {
  return features.join(',');
}
