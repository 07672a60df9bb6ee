import { beforeEach, expect, it, vi } from 'vitest';
import type { EngineConfig } from '@/lib/engine/protocol';
import { AppError } from '@/lib/errors/errors';
import type { Located, Picture, Survey, SurveyOptions, SurveyProgress } from '@/lib/find/types';
import { FindSession } from './find-session';

const CONFIG: EngineConfig = { model: 'm', gallery: 'g', base: '', index: 'hnsw' };
const PICTURE = {} as Picture;
const OPTIONS = {} as SurveyOptions;
const SURE = { features: ['plane'], locating: {} };

/** Waits of the session and of the engine, released by the test. */
let waits: { readonly milliseconds: number; readonly over: () => void }[];
let steps: ((progress: SurveyProgress) => void)[];
let fails: ((reason: unknown) => void)[];
let asked: string[];
let halted: number[];
let surveys: number;
let done: number;
let session: FindSession;

const at = (step: number, total = 4): SurveyProgress => ({ done: step, total, milliseconds: 0 });

beforeEach(() => {
  [waits, steps, fails, asked, halted, surveys, done] = [[], [], [], [], [], 0, 0];
  session = new FindSession(
    {
      open: async () => ({}) as never,
      openPicture: async () => ({ id: 7 }) as never,
      survey: async () => {
        surveys++;
        done = 0;
        return { id: surveys, total: 4 } as Survey;
      },
      waitForProgress: (_, from) =>
        new Promise((resolve, reject) => {
          if (from < done) resolve(at(done));
          steps.push((progress) => {
            done = progress.done;
            resolve(progress);
          });
          fails.push(reject);
        }),
      locate: async (_, features) => {
        asked.push(features.join());
        return { progress: at(done), milliseconds: 1, features } as unknown as Located;
      },
      haltSurvey: async (id) => void halted.push(id),
    },
    (milliseconds) => new Promise((over) => waits.push({ milliseconds, over })),
  );
});

const until = (holds: () => void) => vi.waitFor(holds, { interval: 1 });
const encoded = async (to: number) => {
  await until(() => expect(steps.length).toBeGreaterThan(0));
  for (const step of steps.splice(0)) step(at(to));
};
const waited = async () => {
  await until(() => expect(waits.length).toBeGreaterThan(0));
  for (const { over } of waits.splice(0)) over();
};

it('opens a picture, and answers while it is being encoded', async () => {
  session.ask(SURE);
  session.look(CONFIG, PICTURE, OPTIONS);
  await waited();
  await until(() => expect(session.state().located).not.toBeNull());
  expect(session.state()).toMatchObject({ survey: { id: 1 }, progress: { done: 0 }, stale: false });
  await encoded(4);
  await waited();
  await until(() => expect(asked).toEqual(['plane', 'plane']));
  expect(session.state().progress).toEqual(at(4));
});

it('keeps an answer, marked as stale, until other words are answered; words wait for a pause', async () => {
  session.ask(SURE);
  session.look(CONFIG, PICTURE, OPTIONS);
  await waited();
  await encoded(4);
  await waited();
  await until(() => expect(asked).toHaveLength(2));
  session.ask({ ...SURE, features: ['p'] });
  session.ask({ ...SURE, features: ['port'] });
  expect(session.state()).toMatchObject({ stale: true });
  expect(session.state().located).not.toBeNull();
  await waited();
  await until(() => expect(session.state().stale).toBe(false));
  expect(asked).toEqual(['plane', 'plane', 'port']);
  // The same words in another way are answered at once.
  session.ask({ features: ['port'], locating: {} });
  await until(() => expect(asked).toHaveLength(4));
  expect(waits).toEqual([]);
  session.ask({ features: [], locating: {} });
  expect(session.state().located).toBeNull();
});

it('stops, and still answers over what was encoded', async () => {
  session.look(CONFIG, PICTURE, OPTIONS);
  await until(() => expect(session.state().survey).not.toBeNull());
  session.cancel();
  expect(halted).toEqual([1]);
  session.ask(SURE);
  await waited();
  await until(() => expect(session.state().located).not.toBeNull());
  expect(session.state()).toMatchObject({ stopped: true, progress: { done: 0 } });
  expect(asked).toEqual(['plane']);
});

it('leaves a picture behind when another is opened, and its cells to the engine', async () => {
  session.ask(SURE);
  session.look(CONFIG, PICTURE, OPTIONS);
  await waited();
  await until(() => expect(session.state().located).not.toBeNull());
  session.look(CONFIG, PICTURE, { ...OPTIONS });
  expect(session.state()).toMatchObject({ survey: null, located: null, progress: null });
  expect(halted).toEqual([1]);
  await until(() => expect(session.state().survey?.id).toBe(2));
  session.look(CONFIG, null, OPTIONS);
  expect(session.state().survey).toBeNull();
});

it('surveys again when its engine was replaced, twice at most; other failures are told', async () => {
  session.look(CONFIG, PICTURE, OPTIONS);
  const gone = new AppError('survey-gone', 'It is gone.', '');
  for (const survey of [1, 2, 3]) {
    await until(() => expect(session.state().survey?.id).toBe(survey));
    await until(() => expect(fails.length).toBeGreaterThan(0));
    for (const fail of fails.splice(0)) fail(gone);
  }
  await until(() => expect(session.state().error?.code).toBe('survey-gone'));
  session.retry();
  expect(session.state().error).toBeNull();
  await until(() => expect(session.state().survey?.id).toBe(4));
});

it('tells of nothing after its end', async () => {
  session.look(CONFIG, PICTURE, OPTIONS);
  await until(() => expect(session.state().survey).not.toBeNull());
  const listener = vi.fn();
  session.subscribe(listener);
  session.close();
  for (const step of steps.splice(0)) step(at(4));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(listener).not.toHaveBeenCalled();
  expect(halted).toEqual([1]);
});
