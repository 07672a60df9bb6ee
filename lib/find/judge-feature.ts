import type { MapKind, ModelManifest, PresenceSpec, WordCalibration } from '@/lib/model/types';
import { dot } from '@/lib/vector/vector';
import { featurePrompt } from './background';
import { type Calibrated, calibrationOf } from './presence';

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
   */
  async calibrated(
    text: string,
    feature: Float32Array,
    source: MapKind,
  ): Promise<Calibrated | null> {
    const presence = this.calibrations[source];
    const own = calibrationOf(text, presence);
    const words = Object.keys(presence?.words ?? {});
    if (own?.own || words.length === 0) return own;
    return calibrationOf(text, presence, await this.nearest(words, feature));
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
    if (!patches || patches.taught.length === 0) return false;
    return (await this.nearest(patches.taught, feature)).cosine >= patches.near;
  }

  private async nearest(words: readonly string[], feature: Float32Array) {
    const embeddings = await this.encodePrompts(words.map(featurePrompt));
    const cosines = embeddings.map((embedding) => dot(embedding, feature));
    const cosine = Math.max(...cosines);
    return { word: words[cosines.indexOf(cosine)] as string, cosine };
  }
}
