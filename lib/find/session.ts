import { AppError } from '@/lib/errors/errors';
import type { OpenPicture } from '@/lib/image/picture';
import { toPixelValues } from '@/lib/image/preprocess';
import type { ModelManifest } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { BACKGROUND_PROMPTS, backgroundOf, featurePrompt } from './background';
import { planSurvey, rounded } from './plan';
import { relevanceOf } from './relevance';
import { type EncodeImage, SurveyRun } from './survey';
import type { Located, Survey, SurveyOptions, SurveyProgress } from './types';

/** What a session needs of the encoder: a queue that other work may get between. */
export interface FindEncoder {
  readonly model: ModelManifest;
  readonly encodeImage: EncodeImage;
  /** @returns normalized, [dim] each */
  encodeTexts(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** Embeddings of a set of texts that comes again and is remembered. */
  encodePrompts(prompts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Shortest side of a part that shows anything, px. */
const LEAST_PART = 8;
/** Longer side of a preview, px. */
const PREVIEW_SIDE = 4096;
/** Where the model says nothing: more likely than not. */
const EVEN = 0.5;

/** Finds features in pictures, one at a time: a picture takes up to half a gigabyte. */
export class FindSession {
  private current: { readonly survey: Survey; readonly run: SurveyRun } | undefined;
  /** Not from 1: the number of a survey in a replaced engine must not be another's in this one. */
  private last = Math.floor(Math.random() * 2 ** 40);

  constructor(private readonly encoder: FindEncoder) {}

  /** Begins to encode a picture. It is the session's from now on: the one before it is closed. */
  begin(picture: OpenPicture, options: SurveyOptions): Survey {
    const { model, encodeImage } = this.encoder;
    const plan = planSurvey(picture.width, picture.height, model.image, options);
    if (this.current) this.end(this.current.survey.id);
    const run = new SurveyRun(plan, picture, model.image, model.dim, encodeImage);
    const survey: Survey = {
      id: ++this.last,
      method: plan.method,
      width: picture.width,
      height: picture.height,
      grid: plan.grid,
      scale: plan.scale,
      total: plan.shots.length,
    };
    this.current = { survey, run };
    return survey;
  }

  surveyed(id: number, done: number): Promise<SurveyProgress> {
    return this.run(id).surveyed(done);
  }

  /** @throws AppError survey-gone */
  halt(id: number): void {
    this.run(id).stop();
  }

  end(id: number): void {
    if (this.current?.survey.id !== id) return;
    this.current.run.stop();
    this.current.run.picture.close();
    this.current = undefined;
  }

  /** @throws AppError survey-gone */
  async locate(id: number, features: readonly string[]): Promise<Located> {
    const start = performance.now();
    const run = this.run(id);
    const { model } = this.encoder;
    const embeddings = await this.encoder.encodeTexts(features.map(featurePrompt));
    const background = await this.encoder.encodePrompts(BACKGROUND_PROMPTS);
    const answers = features.map((text, i) => {
      const feature = embeddings[i] as Float32Array;
      const against = backgroundOf(feature, background);
      return relevanceOf(run, { text, feature, background: against }, model.logitScale);
    });
    return {
      features: answers,
      threshold: model.presence?.threshold ?? EVEN,
      progress: run.progress,
      milliseconds: performance.now() - start,
    };
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

  private run(id: number): SurveyRun {
    if (this.current?.survey.id === id) return this.current.run;
    throw new AppError(
      'survey-gone',
      'This picture is not held any more: another was opened, or the engine was replaced.',
      'Open the picture again.',
    );
  }
}
