import type { AssetFile } from '@/lib/assets/types';
import type { Scoring } from '@/lib/vector/scoring';

export const CROPS = ['center', 'none'] as const;
export const INTERPOLATIONS = ['bicubic', 'bilinear'] as const;
export const ROUNDINGS = ['nearest', 'torchvision', 'transformers'] as const;

/** How an image becomes `pixel_values`. Values are (channel - mean) / std, with channels on 0..1. */
export interface ImageSpec {
  /** Side of the encoder's square input, px. */
  readonly size: number;
  /** Side that the shorter edge is resized to before the centre crop, px; `size` where nothing is cropped. */
  readonly resize: number;
  /** `none`: the whole image is resized to the square, its proportions not kept. */
  readonly crop: (typeof CROPS)[number];
  /** Pillow's filters, antialiased. */
  readonly interpolation: (typeof INTERPOLATIONS)[number];
  /**
   * How the longer edge and the crop's corner become whole: `nearest` (both rounded as this project's training does),
   * or as torchvision or transformers do. Left out: `nearest`.
   */
  readonly rounding?: (typeof ROUNDINGS)[number];
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** Pixels a patch covers, each way. */
  readonly patch: number;
  /** Whether inputs other than `size` (multiples of `patch`) are accepted, for dense maps. */
  readonly dynamic: boolean;
}

export const CLEANINGS = ['openai', 'canonical', 'siglip'] as const;
export const PADDINGS = ['batch', 'context'] as const;

export interface TextSpec {
  /** Longest sequence, marks included, tokens. */
  readonly contextLength: number;
  readonly tokenizer: AssetFile;
  readonly endToken: number;
  /** Id that short sequences are filled up with. */
  readonly padToken: number;
  /**
   * `context`: every sequence is filled up to `contextLength`, since the model sees its padding. Left out, `batch`:
   * up to the longest of a batch.
   */
  readonly padding?: (typeof PADDINGS)[number];
  /** Id of an unknown symbol, where the vocabulary has one. */
  readonly unknownToken?: number;
  /** What is done to a text before its tokens: see lib/tokenizer/clean. Left out, nothing but NFC and white space. */
  readonly clean?: (typeof CLEANINGS)[number];
}

export interface PrecisionFiles {
  readonly text: AssetFile;
  readonly vision: AssetFile;
}

/** Inputs with the embeddings that a right backend gives for them. */
export interface Golden {
  readonly text: string;
  /** text_embeds of `text`, normalized, [dim]. */
  readonly textEmbedding: readonly number[];
  /** image_embeds, normalized, [dim], of the test picture that `goldenPixels` draws. */
  readonly imageEmbedding: readonly number[];
  /** Least cosine at which a backend is trusted. */
  readonly minCosine: number;
}

/** How a map's maximum `m` becomes the probability that the thing is in the picture: sigmoid(a * m + b). */
export interface WordCalibration {
  readonly a: number;
  readonly b: number;
  /**
   * With a second witness: sigmoid(a * m + b + c * s), where `s` is the cosine of the word with the image embedding of the part
   * around the map's highest point. Left out, the map alone answers; outlines always follow the map alone.
   */
  readonly image?: ImageCalibration;
  /** "Seen" needs so much more, times ln(n), in a picture of n times the area of those that it was fitted on. */
  readonly area?: number;
  /** Share of right answers among those given, 0..1, on `n` real images of `valid`. */
  readonly right: number;
  readonly n: number;
  /** How many of the `n` show it. */
  readonly positives?: number;
  /** The same share of those images among them that show it: how far "not seen" can be relied on. Left out where none was answered. */
  readonly shown?: number;
  /** The map that it was fitted for; left out, that of the dense head where the model has one, else that of the patches. */
  readonly source?: MapKind;
}

export interface ImageCalibration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /**
   * In 95% of the images that show the thing, `s` was at most so far below the highest cosine that any calibrated word has with
   * the part. In pictures that are larger than those images, a word that lies farther below is not called seen.
   */
  readonly gap?: number;
}

/** What a map is made of: embeddings of the dense head, or of patches (windows, tiles). */
export const MAP_KINDS = ['head', 'patches'] as const;
export type MapKind = (typeof MAP_KINDS)[number];

export interface PresenceSpec {
  /** Probability (0..1) of a patch from which a feature is present; fitted on `valid`. */
  readonly threshold: number;
  /** For words near none of `words`. */
  readonly default?: WordCalibration;
  /** By the word as it is asked, in lower case; empty where nothing has been calibrated. */
  readonly words?: Readonly<Record<string, WordCalibration>>;
}

/** A head that makes dense embeddings of the vision tower's own features. */
export interface DenseHeadSpec {
  /** Px of the encoder's input that a cell covers, each way. */
  readonly stride: number;
  /** Length of a dense embedding. */
  readonly dim: number;
  readonly file: AssetFile;
  /** Outputs of the vision file that the head takes, by name. */
  readonly inputs: readonly string[];
  /** float32, little endian: M [dim x model dim] row-major, w [model dim], c [1]; see lib/encoder/dense-text. */
  readonly text: AssetFile;
  /** Words that the head was taught. */
  readonly taught: readonly string[];
  /** Words that were left out of its training on purpose, to measure how it does on new words. */
  readonly held?: readonly string[];
  /** Least cosine of a text with a taught word at which the head answers it. */
  readonly near: number;
}

/** What runs a text tower: ONNX Runtime, or the compact recipe's own program, which needs no runtime. */
export const TEXT_RUNNERS = ['onnx', 'compact'] as const;
export type TextRunner = (typeof TEXT_RUNNERS)[number];

/** `public/models/<id>/model.json`. */
export interface ModelManifest extends Scoring {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly license: string;
  /** Embedding dimension. */
  readonly dim: number;
  readonly image: ImageSpec;
  readonly text: TextSpec;
  /** Left out: `onnx`. */
  readonly textRunner?: TextRunner;
  readonly precisions: Readonly<Record<string, PrecisionFiles>>;
  readonly defaultPrecision: string;
  readonly golden: Golden;
  /** Cosines under which a result does not look like the query; fitted on `valid`. */
  readonly cutoff: { readonly text: number; readonly image: number };
  readonly presence?: PresenceSpec;
  /** Left out, dense embeddings are the vision tower's patch embeddings. */
  readonly patches?: DenseHeadSpec;
}
