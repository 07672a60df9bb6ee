import type { ModelFamily } from '../family';
import { imageSettings } from '../images';
import { ModelWeights } from '../layout';
import { describeTower } from '../transformer';
import { siglipConfig } from './config';
import { textGraph, visionGraph } from './graphs';
import { findLayout, layoutOf } from './layouts';
import { siglipTokenizer } from './tokenizer';

/** SigLIP squashes the whole picture; values become -1..1. */
const IMAGES = { crop: 'none', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;

/** SigLIPs (the first version, of one picture size), of Hugging Face and OpenCLIP. */
export const siglip: ModelFamily = {
  title: 'SigLIP',
  recognize: (checkpoint) => findLayout(checkpoint) !== undefined,
  async open(source) {
    const layout = layoutOf(source.checkpoint);
    const weights = new ModelWeights(source.checkpoint, layout);
    const config = siglipConfig(weights, source);
    const image = imageSettings(source.files, config.vision, IMAGES);
    const { text, vision, dim } = config;
    const { json, ...marks } = await siglipTokenizer(source.read, text.vocabulary);
    return {
      layout: layout.title,
      dim,
      scoring: {
        logitScale: Math.exp(await weights.scalar('logit_scale')),
        logitBias: await weights.scalar('logit_bias'),
        scoring: 'sigmoid',
      },
      image,
      text: {
        contextLength: text.contextLength,
        ...marks,
        padding: 'context',
        clean: source.files.config ? 'siglip' : 'canonical',
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
