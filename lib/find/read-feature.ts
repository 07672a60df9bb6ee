import type { DenseText } from '@/lib/encoder/encoder';
import type { ModelManifest } from '@/lib/model/types';
import { BACKGROUND_PROMPTS, backgroundOf } from './background';
import type { EmbeddedFeature, TextEncoder } from './embed-features';
import { Vocabulary } from './judge-feature';
import { type Calibrated, type ImageEvidence, MEASURED_AREA } from './presence';
import { headRelevance, promptRelevance, type RelevanceMap } from './relevance';
import type { SurveyRun } from './survey';

/** What reading a feature needs of the encoder. */
export interface FeatureEncoder extends TextEncoder {
  readonly model: ModelManifest;
  /** The text side of the dense head; null where the model has none. */
  denseText(): Promise<DenseText | null>;
  /** Embeddings of a set of texts that comes again and is remembered. */
  encodePrompts(prompts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** What an answer rests on. */
export interface FeatureReading {
  readonly map: RelevanceMap;
  readonly calibrated: Calibrated | null;
  /** What the image says; empty where the calibration does not take it. */
  readonly seen: ImageEvidence;
}

/** Reads from a survey what it knows of a feature. */
export class FeatureReader {
  private readonly vocabulary: Vocabulary;

  constructor(private readonly encoder: FeatureEncoder) {
    this.vocabulary = new Vocabulary(encoder.model, (prompts) => encoder.encodePrompts(prompts));
  }

  async read(run: SurveyRun, text: string, embedded: EmbeddedFeature): Promise<FeatureReading> {
    const { vocabulary } = this;
    const { feature } = embedded;
    const map = await this.mapOf(run, embedded);
    const calibrated = await vocabulary.calibrated(text, feature, map.source, run.area);
    const image = calibrated?.calibration.image;
    if (!image) return { map, calibrated, seen: {} };
    const isGapAsked = run.area > MEASURED_AREA && image.gap !== undefined;
    const rivals = isGapAsked ? await vocabulary.judgedWords() : [];
    return { map, calibrated, seen: await run.imageEvidence(map.probability, feature, rivals) };
  }

  /** By the dense head where it was taught such a word, else by the embeddings of patches, windows or tiles. */
  private async mapOf(run: SurveyRun, { feature, mean }: EmbeddedFeature): Promise<RelevanceMap> {
    const { encoder, vocabulary } = this;
    if (run.head && (await vocabulary.taught(feature))) {
      const text = await encoder.denseText();
      if (text) return headRelevance(run, text.ask(mean));
    }
    const prompts = await encoder.encodePrompts(BACKGROUND_PROMPTS);
    const background = backgroundOf(feature, prompts);
    return promptRelevance(run, { feature, background }, encoder.model);
  }
}
