import type { Backend } from '@/lib/encoder/types';
import type { ClassFigures } from '@/lib/metrics/classification';
import type { Recalls } from '@/lib/metrics/retrieval';

/** A row or an image that was left out or replaced; the run continues. */
export interface Problem {
  readonly file: string;
  readonly message: string;
}

export interface CategoryFigures extends ClassFigures {
  readonly category: string;
  readonly precisionAt10: number;
}

export interface ZeroShotFigures {
  /** Images that have a category. */
  readonly images: number;
  readonly top1: number;
  readonly top3: number;
  readonly top5: number;
  readonly top10: number;
  /** Mean over categories of precision@10: of the 10 images nearest to its prompt, the share that belong to it. */
  readonly precisionAt10: number;
  readonly perCategory: readonly CategoryFigures[];
  /** Order of the matrix's rows and columns. */
  readonly categories: readonly string[];
  /** Images; row the right category, column the one that was given. */
  readonly confusion: readonly (readonly number[])[];
}

export interface RetrievalFigures {
  readonly textToImage: Recalls;
  readonly imageToText: Recalls;
  readonly meanRecall: number;
  readonly captions: number;
}

/** The files of a model that figures are of. */
export interface ModelFiles {
  readonly precision: string;
  /** SHA-256. */
  readonly text: string;
  readonly vision: string;
  /** Both and the tokenizer together. */
  readonly bytes: number;
}

/**
 * The part of a report that `npm run evaluate --json` and the Evaluate page both write. Shares are fractions (0..1),
 * recalls percent.
 */
export interface CommonReport {
  readonly model: string;
  /** Name of the folder, or id of the gallery. */
  readonly data: string;
  /** Name of the captions file; {@link GALLERY_SPLIT} of a built gallery. */
  readonly split: string;
  /** Images that the figures are of. */
  readonly images: number;
  /** Those among them by whose embedding in the gallery, as it was built, they were compared. Only of a gallery. */
  readonly imagesAsBuilt?: number;
  /** Null where the data has fewer than two categories. */
  readonly zeroShot: ZeroShotFigures | null;
  /** Null where the data has no captions. */
  readonly retrieval: RetrievalFigures | null;
  /** Wall time of the whole run. */
  readonly seconds: number;
  /** Rows and images that were left out, or taken as they were built. */
  readonly skipped: readonly Problem[];
  readonly modelFiles: ModelFiles;
  readonly date: string;
}

/** Name of the split in reports on a built gallery, which has no captions file. */
export const GALLERY_SPLIT = 'gallery';

export type EvaluationStage = 'images' | 'texts' | 'comparing';

/** How far an evaluation is. */
export interface EvaluationProgress {
  readonly stage: EvaluationStage;
  /** Images and texts that are done, of those that there are. */
  readonly done: number;
  readonly total: number;
}

/** What an evaluation in the page found. */
export interface Evaluation {
  readonly report: CommonReport & {
    readonly backend: Backend;
    readonly threads: number;
  };
  /** Number of the category that each item of the gallery was given; undefined where it has none itself. */
  readonly given: readonly (number | undefined)[];
}

/** Evaluating the model on the open gallery. */
export interface Evaluator {
  /**
   * Encodes the gallery's images, captions and category prompts anew and compares them. Other work can run between steps.
   * @param onProgress called often
   * @throws AppError cancelled | asset-offline | what stopped the encoder
   */
  evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation>;
}
