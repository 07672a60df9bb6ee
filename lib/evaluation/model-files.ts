import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import type { ModelFiles } from './types';

/** The files of a model that the figures belong to. */
export function modelFilesOf(model: ModelManifest): ModelFiles {
  const { text, vision } = defaultFiles(model);
  return {
    precision: model.defaultPrecision,
    text: text.sha256,
    vision: vision.sha256,
    bytes: text.bytes + vision.bytes + model.text.tokenizer.bytes,
  };
}
