/** Kinds of checkpoints that are met beside those that can be imported, by a tensor that only they have. */
const KINDS: readonly (readonly [mark: RegExp, what: string])[] = [
  [/(^|\.)lora_[AB]\b|(^|\.)lora_(up|down)\b/, 'a LoRA adapter: merge it into its model first'],
  [
    /^visual\.(layer1\.0\.conv1|attnpool\.positional_embedding)/,
    'a CLIP with a ResNet as its image tower (RN50 and its like)',
  ],
  [/^text_decoder\./, 'a CoCa, which has a text decoder'],
  [/(^|\.)qformer\.|^query_tokens$/, 'a BLIP-2'],
  [/^visual\.trunk\./, 'an OpenCLIP model whose image tower is one of timm’s'],
  [
    /^text\.transformer\.(embeddings|encoder|roberta|shared)\b/,
    'an OpenCLIP model whose text tower is one of Hugging Face’s',
  ],
  [
    /^vision_model\.encoder\.stages\.|^vision_model\.embedder\./,
    'a CLIP with a convolutional image tower',
  ],
  [/^(optimizer|state)\b/, 'the state of an optimizer, without a model'],
];

/** @param names of its tensors @returns a phrase such as `a LoRA adapter`; null where it is not recognized */
export function foreignKind(names: readonly string[]): string | null {
  for (const [mark, what] of KINDS) if (names.some((name) => mark.test(name))) return what;
  return null;
}
