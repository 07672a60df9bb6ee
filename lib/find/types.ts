import type { MapKind } from '@/lib/model/types';
import type { PatchGrid, Rectangle } from '@/lib/patches/grid';
import type { Ring } from '@/lib/patches/outline';
import type { Place } from '@/lib/patches/places';
import type { Judgement } from './presence';

/** How parts of a picture are looked at. */
export type FindMethod = (typeof FIND_METHODS)[number];
export const FIND_METHODS = ['dense', 'windows', 'tiles'] as const;

/** Least and most encoder pixels a pixel of the picture. */
export const SCALE_MIN = 0.05;
export const SCALE_MAX = 4;
/** Most tiles along a side. */
export const TILES_MAX = 32;

/** A picture to look into: an item of the open gallery, or a file of the visitor's. */
export type Picture =
  | { readonly kind: 'item'; readonly id: string }
  | {
      readonly kind: 'image';
      /** A reference: its bytes cross to the worker when they are read, and stay with the browser until then. */
      readonly file: Blob;
      readonly name: string;
      /** The same for the same content: what was encoded of it is then known again. */
      readonly key?: string;
    };

/** A picture that has been opened: it can be looked at by several methods, one after the other. */
export interface PictureInfo {
  /** Identifies it in this engine; invalid after the engine has been replaced. */
  readonly id: number;
  /** Px, after EXIF rotation. */
  readonly width: number;
  readonly height: number;
}

/** Which embeddings a map is made of: the dense head's, or those of patches, windows or tiles. */
export type MapSource = MapKind;

export interface SurveyOptions {
  readonly method: FindMethod;
  /** Encoder pixels a pixel of the picture (dense, windows), SCALE_MIN..SCALE_MAX; left out, by the picture's size. */
  readonly scale?: number;
  /** Tiles along each side (method tiles), 1..TILES_MAX; left out, by the picture's proportions. */
  readonly tiles?: PatchGrid;
}

/** A picture that has been opened and is being encoded, cell by cell, to be asked for features. */
export interface Survey {
  /** Identifies it in this engine; invalid after the engine has been replaced. */
  readonly id: number;
  readonly method: FindMethod;
  /** Px, after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** The map's cells: together they cover the picture evenly. Cell `i` is in row `floor(i / cols)`. */
  readonly grid: PatchGrid;
  /** Encoder pixels a pixel of the picture; for tiles the mean of both directions. */
  readonly scale: number;
  /** Runs of the encoder that it takes. */
  readonly total: number;
}

export interface SurveyProgress {
  /** Runs of the encoder that are done, 0..total. */
  readonly done: number;
  readonly total: number;
  /** Milliseconds spent on reading, resizing and encoding so far. */
  readonly milliseconds: number;
}

/** The answer for one feature. Cells that have not been encoded yet are NaN. */
export interface FeatureRelevance {
  readonly text: string;
  readonly source: MapSource;
  /** 0..1, [cells]. */
  readonly probability: Float32Array;
  /** Softmax over the cells that are there, sums to 1: the published demo's reading, for display, [cells]. */
  readonly relative: Float32Array;
  /** The probability's maximum, 0..1. */
  readonly presence: number;
  /** The map's maximum as calibrations take it: a logit where the source is the head, else `presence`. */
  readonly maximum: number;
  /** Whether it is in the picture. */
  readonly judgement: Judgement;
  /** Where: none for `not-seen`; for `cannot-tell` where it looks most like it. Most probable first. */
  readonly places: readonly Place[];
  /** Whether its places are single things, which may be counted, or areas. */
  readonly things: boolean;
  /** Least probability of a place's peak that was taken, 0..1. */
  readonly from: number;
  /** Answered by what was learned from examples. */
  readonly learned: boolean;
}

/** A feature's answer without its maps. */
export type FeatureAnswer = Omit<FeatureRelevance, 'probability' | 'relative'>;

/** What was found inside one of many pictures. */
export interface Inside {
  /** Px, after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  readonly features: readonly FeatureAnswer[];
}

/** A part of the picture that was marked as an example or a counter-example. */
export interface Example {
  /** Px of the picture. */
  readonly part: Rectangle;
  /** Its outline, where it has one; else the whole part counts. */
  readonly rings?: readonly Ring[];
  /** "This yes", or "that no". */
  readonly yes: boolean;
}

/** A linear classifier of cells that was learned from examples. */
export interface Learned {
  readonly source: MapSource;
  /** [dim of the source] */
  readonly weights: Float32Array;
  readonly bias: number;
}

/** The answer for a feature without places. */
export interface Judged {
  readonly text: string;
  readonly source: MapSource;
  /** As in {@link FeatureRelevance}. */
  readonly probability: Float32Array;
  readonly maximum: number;
  /** Cosine of the word with the image embedding of the part around the map's highest point. */
  readonly similarity: number | undefined;
  /** The highest cosine of a rival with that part; undefined where there is none. */
  readonly rival: number | undefined;
  /** What pictures are ranked by for this word: higher means likelier. */
  readonly score: number;
  readonly judgement: Judgement;
}

export interface LocateOptions {
  /** Least probability of a place's peak; left out, what the word's calibration says. */
  readonly from?: number;
  /** Features that are answered by what was learned from examples, by their text. */
  readonly learned?: Readonly<Record<string, Learned>>;
}

export interface Located {
  readonly features: readonly FeatureRelevance[];
  readonly progress: SurveyProgress;
  /** Milliseconds that the answer took: encoding the words, comparing. */
  readonly milliseconds: number;
}

/** Finding features in a picture. All methods reject with an AppError. */
export interface Finder {
  /**
   * Opens a picture; one that is open already, or was surveyed before, is not decoded again for it.
   * @throws AppError image-… | item-unknown | asset-… | gallery-images-missing | cancelled
   */
  openPicture(picture: Picture, signal?: AbortSignal): Promise<PictureInfo>;
  /**
   * Begins to encode an open picture; the survey before it is halted. One that has been made before is given back as
   * it is, whole.
   * @param id of the picture
   * @throws AppError survey-gone
   */
  survey(id: number, options: SurveyOptions): Promise<Survey>;
  /**
   * Resolves as soon as more than `done` runs are done, or all; rejects where the encoding failed.
   * @throws AppError survey-gone | cancelled
   */
  waitForProgress(id: number, done: number): Promise<SurveyProgress>;
  /**
   * Stops the encoding and keeps what has been encoded: it can be asked for features as before.
   * @throws AppError survey-gone
   */
  haltSurvey(id: number): Promise<void>;
  /**
   * Answers, maps and places of features over what has been encoded so far; the picture is not encoded again.
   * @param features 1..8 texts, none blank
   * @throws AppError survey-gone | text-…
   */
  locate(id: number, features: readonly string[], options?: LocateOptions): Promise<Located>;
  /**
   * Learns from examples, on what has been encoded: nothing is encoded again.
   * @param examples at least one of them a yes
   * @throws AppError survey-gone | usage where the method keeps no cells (windows), or nothing is a yes
   */
  learn(id: number, examples: readonly Example[]): Promise<Learned>;
  /**
   * The picture for a page to show, where showing the file itself would take too much memory.
   * @returns at most 4,096 px a side; null where there is nothing to draw it with
   * @throws AppError survey-gone
   */
  preview(id: number): Promise<Blob | null>;
  /**
   * Embedding of a part of the picture, as if it were an image of its own: to search by it.
   * @param part px of the picture, at least 8 a side
   * @returns normalized, [dim]
   * @throws AppError survey-gone | image-too-small
   */
  encodePart(id: number, part: Rectangle): Promise<Float32Array>;
  /**
   * Looks into an item of the open gallery, beside the picture that is open; what is encoded of it is remembered.
   * @param features 1..8 texts, none blank
   * @throws AppError image-… | item-unknown | asset-… | gallery-images-missing | text-… | cancelled
   */
  lookInside(item: string, features: readonly string[], signal?: AbortSignal): Promise<Inside>;
}
