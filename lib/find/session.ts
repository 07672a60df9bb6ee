import { AppError } from '@/lib/errors/errors';
import type { OpenPicture } from '@/lib/image/picture';
import { toPixelValues } from '@/lib/image/preprocess';
import type { ModelManifest } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { answerFeature, answerLearned } from './answer';
import { featurePrompt } from './background';
import { type EmbeddedFeature, embedFeatures } from './embed-features';
import { isThing } from './extent';
import { learnedRelevance, learnFrom } from './lessons';
import { planSurvey, rounded } from './plan';
import { judge, scoreOf } from './presence';
import { type FeatureEncoder, FeatureReader } from './read-feature';
import { type SurveyEncoder, SurveyRun } from './survey';
import type {
  Example,
  Judged,
  Learned,
  Located,
  LocateOptions,
  PictureInfo,
  Survey,
  SurveyOptions,
  SurveyProgress,
} from './types';

/** What a session needs of the encoder: a queue that other work may get between. */
export interface FindEncoder extends SurveyEncoder, FeatureEncoder {
  readonly model: ModelManifest;
}

/** Shortest side of a part that shows anything, px. */
const LEAST_PART = 8;
/** Longer side of a preview, px. */
const PREVIEW_SIDE = 4096;
/** Memory of the surveys that are remembered, the one in work apart: one of a large picture takes up to 30 MB. */
const KEPT_BYTES = 240e6;

interface HeldSurvey {
  readonly survey: Survey;
  readonly run: SurveyRun;
  readonly picture: HeldPicture;
  readonly key: string;
}

interface HeldPicture {
  readonly info: PictureInfo;
  readonly key: string | undefined;
  readonly picture: OpenPicture;
}

/**
 * Finds features in pictures. One picture is open at a time, since its pixels take up to half a gigabyte; what has been
 * encoded of it is remembered, so that coming back to it encodes nothing again.
 */
export class FindSession {
  private current: HeldPicture | undefined;
  private surveys: HeldSurvey[] = [];
  private readonly reader: FeatureReader;
  /** Not from 1: the number of a survey in a replaced engine must not be another's in this one. */
  private last = Math.floor(Math.random() * 2 ** 40);

  constructor(private readonly encoder: FindEncoder) {
    this.reader = new FeatureReader(encoder);
  }

  /** The picture that is open under this key. */
  opened(key: string): PictureInfo | undefined {
    return this.current?.key === key ? this.current.info : undefined;
  }

  /**
   * The picture is the session's from now on: the one before it is closed.
   * @param key by which it is known again; left out, it is not
   */
  open(picture: OpenPicture, key?: string): PictureInfo {
    const before = this.current;
    for (const { run } of this.surveys) run.stop();
    before?.picture.close();
    const info = { id: ++this.last, width: picture.width, height: picture.height };
    this.current = { info, key, picture };
    return info;
  }

  /** @throws AppError survey-gone */
  begin(id: number, options: SurveyOptions): Survey {
    const held = this.current;
    if (!held || held.info.id !== id) throw gone();
    const { picture } = held;
    const key = JSON.stringify([held.key ?? id, options.method, options.scale, options.tiles]);
    for (const { run } of this.surveys) run.stop();
    const before = this.surveys.find((survey) => survey.key === key);
    if (before?.run.complete) {
      before.run.picture = picture;
      this.remember({ ...before, picture: held });
      return before.survey;
    }
    const { image, patches } = this.encoder.model;
    const { width, height } = picture;
    const plan = planSurvey(width, height, image, options, patches !== undefined);
    const run = new SurveyRun(plan, picture, this.encoder);
    const survey: Survey = {
      id: ++this.last,
      method: plan.method,
      width: picture.width,
      height: picture.height,
      grid: run.grid,
      scale: plan.scale,
      total: plan.shots.length,
    };
    this.remember({ survey, run, picture: held, key });
    return survey;
  }

  waitForProgress(id: number, done: number): Promise<SurveyProgress> {
    return this.run(id).waitForProgress(done);
  }

  /** @throws AppError survey-gone */
  halt(id: number): void {
    this.run(id).stop();
  }

  /** @throws AppError survey-gone */
  async locate(
    id: number,
    features: readonly string[],
    { from, learned }: LocateOptions = {},
  ): Promise<Located> {
    const start = performance.now();
    const run = this.run(id);
    // Of before the maps: a run that ends while the words are being encoded is in the next answer.
    const { progress } = run;
    const taught = (text: string) =>
      learned && Object.hasOwn(learned, text) ? learned[text] : undefined;
    const words = features.filter((text) => !taught(text));
    const asked = await embedFeatures(this.encoder, words);
    const answers = [];
    for (const text of features) {
      const classifier = taught(text);
      if (classifier) {
        answers.push(answerLearned(text, learnedRelevance(run, classifier), run, from));
        continue;
      }
      const embedded = asked[words.indexOf(text)] as EmbeddedFeature;
      const reading = await this.reader.read(run, text, embedded);
      const { presence } = this.encoder.model;
      answers.push(answerFeature({ text, run, presence, from, ...reading }));
    }
    return { features: answers, progress, milliseconds: performance.now() - start };
  }

  /**
   * The same answers and maps as `locate` gives, without places: to ask many pictures for many words. Here the similarity is
   * told of every word, also where no calibration takes it.
   * @param rivals words: of the part around a map's highest point it is told how well the one that fits best does
   * @throws AppError survey-gone
   */
  async judge(
    id: number,
    features: readonly string[],
    rivals: readonly string[] = [],
  ): Promise<readonly Judged[]> {
    const run = this.run(id);
    const prompts = rivals.map(featurePrompt);
    const against = prompts.length > 0 ? await this.encoder.encodePrompts(prompts) : [];
    const asked = await embedFeatures(this.encoder, features);
    const judged: Judged[] = [];
    for (const [i, text] of features.entries()) {
      const embedded = asked[i] as EmbeddedFeature;
      const { map, calibrated, seen } = await this.reader.read(run, text, embedded);
      const { source, probability, maximum } = map;
      const isKnown = seen.similarity !== undefined && against.length === 0;
      const { similarity, rival } = isKnown
        ? seen
        : await run.imageEvidence(probability, embedded.feature, against);
      const evidence = { similarity, rival: seen.rival, area: run.area, thing: isThing(text) };
      const judgement = judge(maximum, calibrated, evidence);
      const score = scoreOf(maximum, calibrated, similarity);
      judged.push({ text, source, probability, maximum, similarity, rival, score, judgement });
    }
    return judged;
  }

  /** @throws AppError survey-gone | usage */
  learn(id: number, examples: readonly Example[]): Learned {
    const run = this.run(id);
    if (run.plan.method === 'windows') {
      throw new AppError(
        'usage',
        'Nothing can be learned from windows: they overlap.',
        'Choose the method "Dense" under "Advanced".',
      );
    }
    return learnFrom(run, examples);
  }

  /**
   * The map of what was learned, without places. @returns 0..1, [cells]
   * @throws AppError survey-gone
   */
  mapOfLearned(id: number, learned: Learned): Float32Array {
    return learnedRelevance(this.run(id), learned).probability;
  }

  /** @throws AppError survey-gone */
  preview(id: number): Promise<Blob | null> {
    return this.run(id).picture.preview(PREVIEW_SIDE);
  }

  /** @throws AppError survey-gone | image-too-small */
  async encodePart(id: number, part: Rectangle): Promise<Float32Array> {
    const { picture } = this.run(id);
    const whole = rounded(part, picture.width, picture.height);
    if (Math.min(whole.width, whole.height) < LEAST_PART) {
      throw new AppError(
        'image-too-small',
        `The part is ${whole.width} x ${whole.height} px: too small to show anything.`,
        `Draw it larger: at least ${LEAST_PART} px a side.`,
      );
    }
    const pixels = toPixelValues(picture.read(whole), this.encoder.model.image);
    const { embedding } = await this.encoder.encodeImage(pixels, new AbortController().signal);
    return embedding.slice();
  }

  private remember(survey: HeldSurvey): void {
    let room = KEPT_BYTES;
    const others = this.surveys.filter(({ key }) => key !== survey.key);
    const kept = others.toReversed().filter(({ run }) => {
      room -= run.bytes;
      return room >= 0;
    });
    this.surveys = [...kept.toReversed(), survey];
  }

  private run(id: number): SurveyRun {
    const held = this.surveys.find(({ survey }) => survey.id === id);
    // Parts of a picture that is closed cannot be read.
    if (held && held.picture === this.current) return held.run;
    throw gone();
  }
}

function gone(): AppError {
  return new AppError(
    'survey-gone',
    'This picture is no longer open: another was opened, or the engine was restarted.',
    'Open the picture again.',
  );
}
