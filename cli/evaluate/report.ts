import type { CommonReport } from '@/lib/evaluation/types';
import type { Decision } from '@/lib/metrics/binary';
import type { MapKind } from '@/lib/model/types';

/** What `npm run evaluate --json` writes. Shares are fractions (0..1), recalls percent. docs/evaluation.md explains each. */
export interface Report extends CommonReport {
  /** Null where fewer than nine categories have images, or no mosaics were asked for. */
  readonly localization: LocalizationFigures | null;
  /** Null where no query means a category of the data. */
  readonly ownWords: OwnWordsFigures | null;
  /** Only where the data has ground truth (scenes.jsonl). */
  readonly groundTruth?: GroundTruthFigures;
  /** The same over features that the model's dense head was not taught, where it has such a list. */
  readonly held?: GroundTruthFigures;
  /** Only with ground truth: what clicks do to maps, one question a scene. */
  readonly clicks?: ClickFigures;
  /** Only where rows list labels. */
  readonly labels?: LabelFigures;
  /** Only with labels: what clicks in one photograph find in others. */
  readonly taught?: TaughtFigures;
  /** Only where captions name some noun often. */
  readonly presence?: PresenceFigures;
  /** Only where some category has seven images or more. */
  readonly fewShot?: FewShotFigures;
  /** Only where two things occur together and apart in twenty images each. */
  readonly without?: WithoutFigures;
  /** Only where boxes were given. */
  readonly boxes?: BoxFigures;
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
  /** The best score that a map of these cells could get for the mask. */
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

/** Maps by words, and by what was learned from clicks; means over questions, on cells that were not clicked. */
export interface ClickFigures {
  readonly questions: number;
  readonly words: { readonly pointing: number; readonly averagePrecision: number };
  readonly after: readonly {
    readonly clicks: number;
    readonly pointing: number;
    readonly averagePrecision: number;
  }[];
}

/** Other photographs ranked by what was learned from clicks in one; means over lessons. */
export interface TaughtFigures {
  readonly labels: number;
  /** Photographs of a label that were clicked in. */
  readonly draws: number;
  readonly seed: number;
  readonly after: readonly {
    readonly clicks: number;
    /** Photographs in which the word's map has so many places apart. */
    readonly lessons: number;
    /** Average precision by the word, and by what was learned. */
    readonly words: number;
    readonly learned: number;
  }[];
}

/** What Find answers for a word on pictures that show it (positives) and that do not (negatives). */
export interface AskedFigures {
  readonly positives: number;
  readonly negatives: number;
  /** Of the map's maximum; null without negatives. */
  readonly auc: number | null;
  /** Pictures by Find's answer: seen, not seen, cannot tell. */
  readonly yes: number;
  readonly no: number;
  readonly unsure: number;
  /** Share of right answers among those given; null where none was. */
  readonly right: number | null;
  /** Pictures among `yes` that show it. */
  readonly yesRight: number;
  /** The map that answered. */
  readonly map: MapKind;
}

export interface LabelFigures {
  /** Mean of the labels' average precision, pictures ranked by the map's maximum. */
  readonly mAP: number;
  readonly right: number | null;
  /** Share of all questions. */
  readonly unsure: number;
  readonly perLabel: Readonly<Record<string, AskedFigures & { readonly ap: number }>>;
}

export interface PresenceFigures {
  /** Most positives first. */
  readonly words: readonly ({ readonly word: string } & AskedFigures)[];
  readonly meanAuc: number;
  readonly right: number | null;
  /** Share of all questions. */
  readonly unsure: number;
}

/** precision@20 by category (of what there is to find, where that is less), mean over categories and draws. */
export interface FewShotFigures {
  /** By the category's prompt. */
  readonly text: number;
  /** By so many examples. */
  readonly one: number;
  readonly five: number;
  /** By five, after the first twenty results were marked as right or wrong. */
  readonly feedback: number;
  readonly categories: number;
  readonly draws: number;
  readonly seed: number;
}

/** precision@20 of images that show A and not B, mean over pairs: by A's word alone, and by "A without B". */
export interface WithoutFigures {
  readonly alone: number;
  readonly without: number;
  readonly pairs: number;
}

/** Maps of a word on crops of pictures whose things are boxed. */
export interface BoxFigures {
  readonly word: string;
  /** Share of crops whose map peaks in a box; by chance `chance`, the share of the crops that boxes cover. */
  readonly pointing: number;
  readonly chance: number;
  /** Mean over crops of the map's average precision, by pixel. */
  readonly ap: number;
  /** Crops. */
  readonly images: number;
  readonly seed: number;
  /** Of the whole pictures, one map each. */
  readonly whole: readonly {
    readonly filename: string;
    readonly width: number;
    readonly height: number;
    readonly boxes: number;
    readonly chance: number;
    readonly ap: number;
  }[];
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
