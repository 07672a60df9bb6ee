import type { AssetFile } from '@/lib/assets/types';

/** How an image becomes `pixel_values`. Values are channel - mean / std on 0..1. */
export interface ImageSpec {
  /** Side of the encoder's square input, px. */
  readonly size: number;
  /** Side that the shorter edge is resized to before the centre crop, px. */
  readonly resize: number;
  readonly crop: 'center';
  readonly interpolation: 'bicubic';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** Pixels a patch covers, each way. */
  readonly patch: number;
  /** Whether inputs other than `size` (multiples of `patch`) are accepted, for dense maps. */
  readonly dynamic: boolean;
}

export interface TextSpec {
  /** Longest sequence, marks included, tokens. */
  readonly contextLength: number;
  readonly tokenizer: AssetFile;
  readonly endToken: number;
  /** Id that short sequences of a batch are filled up with. */
  readonly padToken: number;
  /** Id of an unknown symbol, where the vocabulary has one. */
  readonly unknownToken?: number;
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

/** `public/models/<id>/model.json`. */
export interface ModelManifest {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly license: string;
  /** Embedding dimension. */
  readonly dim: number;
  /** Factor on cosines before a softmax. */
  readonly logitScale: number;
  readonly image: ImageSpec;
  readonly text: TextSpec;
  readonly precisions: Readonly<Record<string, PrecisionFiles>>;
  readonly defaultPrecision: string;
  readonly golden: Golden;
  /** Cosines under which a result does not look like the query; fitted on `valid`. */
  readonly cutoff: { readonly text: number; readonly image: number };
  /** Probability (0..1) of a patch from which a feature is present; fitted on `valid`. */
  readonly presence?: { readonly threshold: number };
}
