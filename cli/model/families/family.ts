import type { ImageSpec, TextSpec } from '@/lib/model/types';
import type { Scoring } from '@/lib/vector/scoring';
import type { Checkpoint } from '../checkpoint/tensors';
import type { GraphBuilder } from '../onnx/graph';
import type { Storage } from '../onnx/weights';
import type { Vocabulary } from './clip/tokenizer';
import type { Activation } from './transformer';

/** JSON files beside a checkpoint, where they are there. */
export interface ConfigFiles {
  /** Hugging Face's config.json. */
  readonly config?: unknown;
  /** open_clip_config.json. */
  readonly openClip?: unknown;
  /** preprocessor_config.json, or what processor_config.json says of images. */
  readonly preprocessor?: unknown;
}

/** A checkpoint with what lies beside it. */
export interface FamilySource {
  readonly checkpoint: Checkpoint;
  /** The checkpoint's file, without its folder. */
  readonly name: string;
  readonly files: ConfigFiles;
  /** Asked for by the person; goes before any file. */
  readonly activation?: Activation;
  /** A small file beside the checkpoint; null where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  /** CLIP's vocabulary: the source's own, what `--vocab` names, or the hub's. @throws AppError file-missing */
  vocabulary(): Promise<Vocabulary>;
}

/** What an import needs to know of a checkpoint, whatever its family. */
export interface FamilyModel {
  /** How its tensors are named, for people. */
  readonly layout: string;
  /** Embedding dimension. */
  readonly dim: number;
  readonly scoring: Scoring;
  readonly image: ImageSpec;
  readonly text: Omit<TextSpec, 'tokenizer'>;
  /** tokenizer.json, as Hugging Face's tokenizers read it. */
  readonly tokenizer: object;
  /** Its towers, a line each, for people. */
  readonly towers: readonly string[];
  /**
   * The towers as ONNX graphs: `text` takes `input_ids` [b, n] int64 and gives `text_embeds` [b, dim]; `vision` takes
   * `pixel_values` [b, 3, h, w] and gives `image_embeds` [b, dim] and `patch_embeds` [b, rows * cols, dim]. None of
   * them is normalized.
   */
  graphs(storage: Storage): readonly [text: GraphBuilder, vision: GraphBuilder];
}

/** A kind of model: a folder that says which checkpoints are of it and what they compute. To add one, see CONTRIBUTING.md. */
export interface ModelFamily {
  /** For people. */
  readonly title: string;
  /** By the names of the tensors alone. */
  recognize(checkpoint: Checkpoint): boolean;
  /** @throws AppError model-unsupported where a field, a weight or a file is not understood | file-invalid */
  open(source: FamilySource): Promise<FamilyModel>;
}
