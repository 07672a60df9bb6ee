import { unsupported } from '../errors';
import type { ModelFamily } from '../family';
import { imageSettings } from '../images';
import { ModelWeights } from '../layout';
import { describeTower } from '../transformer';
import { clipConfig } from './config';
import { textGraph, visionGraph } from './graphs';
import { findLayout, layoutOf } from './layouts';
import { tokenizerJson } from './tokenizer';

/** OpenAI's, where no file says otherwise. */
const IMAGES = {
  crop: 'center',
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
} as const;
/** OpenAI's models clip it so. */
const MOST_SCALE = 100;

/** CLIPs with a vision transformer, of OpenAI, OpenCLIP and Hugging Face. */
export const clip: ModelFamily = {
  title: 'CLIP with a vision transformer',
  recognize: (checkpoint) => findLayout(checkpoint) !== undefined,
  async open(source) {
    const layout = layoutOf(source.checkpoint);
    const weights = new ModelWeights(source.checkpoint, layout);
    const config = clipConfig(weights, source);
    const image = imageSettings(source.files, config.vision, IMAGES);
    const { json, endToken } = tokenizerJson(await source.vocabulary());
    if (!isPadded(endToken + 1, config.text.vocabulary)) {
      throw unsupported(
        `Its text tower knows ${config.text.vocabulary} tokens, the vocabulary ends at ${endToken}.`,
      );
    }
    const logitScale = Math.exp(await weights.scalar('logit_scale'));
    const { text, vision, dim } = config;
    return {
      layout: layout.title,
      dim,
      scoring: { logitScale: Math.min(MOST_SCALE, logitScale) },
      image,
      text: {
        contextLength: text.contextLength,
        endToken,
        padToken: 0,
        // transformers' tokenizer leaves texts as they are; OpenAI's and OpenCLIP's own clean them.
        ...(!source.files.config && { clean: 'openai' as const }),
      },
      tokenizer: json,
      towers: [
        `text: ${describeTower(text)}`,
        `vision: ${describeTower(vision)}, ${vision.size} px, patches of ${vision.patch}`,
      ],
      graphs: (storage) => [
        textGraph(weights, config, storage),
        visionGraph(weights, config, storage),
      ],
    };
  },
};

/** Whether a table of that many rows is for that many tokens, filled up to a round number or not. */
function isPadded(tokens: number, rows: number): boolean {
  const rounded = [1, 8, 16, 32, 64, 128, 256].map((step) => Math.ceil(tokens / step) * step);
  return rounded.includes(rows);
}
