import type { MapKind, ModelManifest, PresenceSpec, WordCalibration } from '@/lib/model/types';
import { dot } from '@/lib/vector/vector';
import { featurePrompt } from './background';
import { type Calibrated, calibrationOf, MEASURED_AREA } from './presence';

/**
 * Least cosine of a text with a word that the dense head was taught. Other words it may answer well on the photographs
 * that calibrations are of, and anyhow elsewhere ("viaduct", which was held out, is seen in every rendered scene).
 */
const KNOWN = 0.95;

/** Encodes a set of texts that is asked for repeatedly. */
export type EncodePrompts = (prompts: readonly string[]) => Promise<readonly Float32Array[]>;

/** Compares a feature with the words that a model knows: which calibration to use, and whether the dense head was taught it. */
export class Vocabulary {
  private readonly calibrations: Readonly<Record<MapKind, PresenceSpec | undefined>>;

  constructor(
    private readonly model: ModelManifest,
    private readonly encodePrompts: EncodePrompts,
  ) {
    this.calibrations = { head: this.fittedFor('head'), patches: this.fittedFor('patches') };
  }

  /**
   * @param feature the text's embedding, normalized, [dim]
   * @param source of the map that is judged: a calibration fitted for the other kind does not apply
   * @param area of the picture, in photographs such as calibrations were made on
   * @returns null where nothing was fitted, and for a word that is near none of those that the head was taught, but for
   *   one that was fitted itself, in such photographs
   */
  async calibrated(
    text: string,
    feature: Float32Array,
    source: MapKind,
    area = 1,
  ): Promise<Calibrated | null> {
    const presence = this.calibrations[source];
    const own = calibrationOf(text, presence);
    const words = Object.keys(presence?.words ?? {});
    const isMeasured = own?.own && area <= MEASURED_AREA;
    if (source === 'head' && !isMeasured && (await this.taughtCosine(feature)) < KNOWN) return null;
    if (own?.own) return own;
    const nearest = words.length > 0 ? await this.nearest(words, feature) : undefined;
    return calibrationOf(text, presence, nearest);
  }

  /** Embeddings of all words that have calibrations, [dim] each. */
  async judgedWords(): Promise<readonly Float32Array[]> {
    const words = Object.keys(this.model.presence?.words ?? {});
    return words.length > 0 ? await this.encodePrompts(words.map(featurePrompt)) : [];
  }

  private fittedFor(kind: MapKind): PresenceSpec | undefined {
    const { presence, patches } = this.model;
    if (!presence) return undefined;
    const fits = ({ source = patches ? 'head' : 'patches' }: WordCalibration) => source === kind;
    const words = Object.entries(presence.words ?? {}).filter(([, word]) => fits(word));
    return {
      threshold: presence.threshold,
      words: Object.fromEntries(words),
      ...(presence.default && fits(presence.default) && { default: presence.default }),
    };
  }

  /** Whether the dense head answers this text, rather than the map of patch embeddings. */
  async taught(feature: Float32Array): Promise<boolean> {
    const { patches } = this.model;
    return patches !== undefined && (await this.taughtCosine(feature)) >= patches.near;
  }

  /** With the nearest of the words that the head was taught; 1 where a model has no list of them, -1 where it is empty. */
  private async taughtCosine(feature: Float32Array): Promise<number> {
    const { patches } = this.model;
    if (!patches) return 1;
    return patches.taught.length === 0 ? -1 : (await this.nearest(patches.taught, feature)).cosine;
  }

  private async nearest(words: readonly string[], feature: Float32Array) {
    const embeddings = await this.encodePrompts(words.map(featurePrompt));
    const cosines = embeddings.map((embedding) => dot(embedding, feature));
    const cosine = Math.max(...cosines);
    return { word: words[cosines.indexOf(cosine)] as string, cosine };
  }
}
