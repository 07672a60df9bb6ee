import type { CommonReport } from '@/lib/evaluation/types';
import type { Decision } from '@/lib/metrics/binary';

/** What `npm run evaluate --json` writes. Shares are fractions (0..1), recalls percent. docs/evaluation.md explains each. */
export interface Report extends CommonReport {
  /** Null where fewer than nine categories have images, or no mosaics were asked for. */
  readonly localization: LocalizationFigures | null;
  /** Null where no query means a category of the data. */
  readonly ownWords: OwnWordsFigures | null;
  /** Only where the data has ground truth (scenes.jsonl). */
  readonly groundTruth?: GroundTruthFigures;
  /** Largest memory of the process. */
  readonly peakBytes: number;
  /** Only on the split `valid`: what model.json should say. */
  readonly calibration?: Calibration;
  /** Seconds of each part of the run. */
  readonly stages: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, string>>;
}

export interface LocalizationFigures {
  /** Shares of questions whose map peaks in the right tile. */
  readonly dense: number;
  readonly denseRaw: number;
  readonly windows: number;
  readonly windowsRaw: number;
  /** The published demo's way, on tiles that happen to be the mosaic's own. */
  readonly tiles: number;
  /** The same on 4 x 4 tiles, which are not. */
  readonly tilesUnaligned: number;
  /** The mosaic's own tiles again, but read by softmax against the prompts. */
  readonly tilesAgainstPrompts: number;
  /** Null where every category is in every mosaic. */
  readonly presenceAuc: number | null;
  /** At model.json's threshold, where it has one. */
  readonly presence?: Decision;
  readonly mosaics: number;
  /** Questions: each mosaic is asked for its nine categories. */
  readonly questions: number;
  readonly seed: number;
  readonly perCategory: readonly {
    readonly category: string;
    readonly questions: number;
    /** Null where no mosaic has the category. */
    readonly dense: number | null;
    readonly presenceAuc: number | null;
  }[];
  /** Mean time that a mosaic takes by each way, after decoding, ms. */
  readonly milliseconds: {
    readonly dense: number;
    readonly windows: number;
    readonly tiles: number;
  };
}

/** Maps of the features of scenes against their masks; means over questions. */
export interface Pointing {
  /** A question is a scene and a feature that it has. */
  readonly questions: number;
  /** Share whose map peaks at a point of the feature: by chance `area`. */
  readonly pointing: number;
  /** Share whose highest cell shows some of the feature: by chance `touchingByChance`. */
  readonly touching: number;
  /** Of the map against the mask, all pixels of a cell having its relevance: by chance `area`. */
  readonly averagePrecision: number;
  /** What a map of these cells that knows the mask would get for it. */
  readonly ceiling: number;
  /** Share of the scene that the feature covers. */
  readonly area: number;
  /** Share of the cells that show some of the feature. */
  readonly touchingByChance: number;
}

export interface GroundTruthFigures {
  readonly scenes: number;
  /** Px of the encoder's input a pixel of the scene, mean over scenes. */
  readonly scale: number;
  /** Features that cover this share of a scene or more are not asked for. */
  readonly largestShare: number;
  readonly overall: Pointing;
  /** Most asked first. */
  readonly perFeature: readonly ({ readonly feature: string } & Pointing)[];
  /** By the scene's category. */
  readonly perCategory: readonly ({ readonly category: string } & Pointing)[];
}

export interface OwnWordsFigures {
  /** Mean precision@10 by category: all words occur in RSICD's captions / some do not. Null without such queries. */
  readonly inside: number | null;
  readonly outside: number | null;
  readonly misspelt: number | null;
  readonly file: string;
  readonly queries: readonly {
    readonly query: string;
    readonly categories: readonly string[];
    readonly half: string;
    readonly precisionAt10: number;
  }[];
}

export interface Calibration {
  /** Threshold on a map's maximum with the best F1, for `presence.threshold`. */
  readonly presence: Decision | null;
  readonly cutoff: {
    readonly text: CutoffSuggestion;
    readonly image: CutoffSuggestion;
    /** Share of the own-words queries whose best match reaches the cut-off for texts; null where none was asked. */
    readonly ownWordsAbove: number | null;
  };
}

export interface CutoffSuggestion {
  /** Cosine that all but 2% of right queries' best matches reach. */
  readonly suggested: number;
  /** Share of unrelated queries whose best match falls below it. */
  readonly unrelatedBelow: number;
  /** Cosine that parts the two best (Youden), and what it gives. */
  readonly balanced: number;
  readonly balancedRightAbove: number;
  readonly balancedUnrelatedBelow: number;
  /** Median best match of right and of unrelated queries. */
  readonly medianRight: number;
  readonly medianUnrelated: number;
}
