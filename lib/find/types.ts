import type { PatchGrid, Rectangle } from '@/lib/patches/grid';

/** How parts of a picture are looked at. */
export type FindMethod = 'dense' | 'windows' | 'tiles';
export const FIND_METHODS = ['dense', 'windows', 'tiles'] as const satisfies FindMethod[];

/** What is looked at: an item of the open gallery, or a file that somebody brought. */
export type Picture =
  | { readonly kind: 'item'; readonly id: string }
  | { readonly kind: 'image'; readonly bytes: ArrayBuffer; readonly name: string };

export interface SurveyOptions {
  readonly method: FindMethod;
  /** Encoder pixels a pixel of the picture (dense, windows), 0.05..4; left out, by the picture's size. */
  readonly scale?: number;
  /** Tiles along each side (method tiles), 1..32; left out, by the picture's proportions. */
  readonly tiles?: PatchGrid;
}

/** A picture that has been opened and is being encoded, cell by cell, to be asked for features. */
export interface Survey {
  /** By which the engine knows it; of no meaning after the engine has been replaced. */
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

/** One feature's map. Cells that have not been encoded yet are NaN. */
export interface FeatureRelevance {
  readonly text: string;
  /** Against the background prompts, 0..1, [cells]. */
  readonly probability: Float32Array;
  /** Softmax over the cells that are there, sums to 1: the published demo's reading, for display, [cells]. */
  readonly relative: Float32Array;
  /** The probability's maximum: how surely the feature is there at all, 0..1. */
  readonly presence: number;
}

export interface Located {
  readonly features: readonly FeatureRelevance[];
  /** Probability from which a feature is taken to be there: model.json's, fitted on `valid`. */
  readonly threshold: number;
  readonly progress: SurveyProgress;
  /** Milliseconds that the answer took: encoding the words, comparing. */
  readonly milliseconds: number;
}

/** Finding features in a picture. All methods reject with an AppError. */
export interface Finder {
  /**
   * Opens a picture and begins to encode it; the survey before it is given up.
   * @throws AppError image-… | item-unknown | asset-… | gallery-images-missing | cancelled
   */
  survey(picture: Picture, options: SurveyOptions, signal?: AbortSignal): Promise<Survey>;
  /**
   * Resolves as soon as more than `done` runs are done, or all; rejects where the encoding failed.
   * @throws AppError survey-gone | cancelled
   */
  surveyed(id: number, done: number): Promise<SurveyProgress>;
  /**
   * Stops the encoding and keeps what has been encoded: it can be asked for features as before.
   * @throws AppError survey-gone
   */
  haltSurvey(id: number): Promise<void>;
  /** Stops the encoding and frees what it holds. What is gone already is no error. */
  endSurvey(id: number): Promise<void>;
  /**
   * Maps of features over what has been encoded so far; the picture is not encoded again.
   * @param features 1..8 texts, none blank
   * @throws AppError survey-gone | text-…
   */
  locate(id: number, features: readonly string[]): Promise<Located>;
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
}
