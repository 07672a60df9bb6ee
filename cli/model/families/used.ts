import { unsupported } from './errors';
import type { ModelWeights } from './layout';

/** Numbers that follow from the sizes, which some files keep as tensors. */
const DERIVED =
  /(^|\.|\/)(position_ids|attn_mask|input_resolution|context_length|vocab_size|num_batches_tracked)$/;

/**
 * Each tensor of a checkpoint is computed with, or the checkpoint is refused: one that is left over belongs to
 * something that is not computed here.
 * @param names what is computed with, by Hugging Face's names
 * @throws AppError model-unsupported, naming what is left over
 */
export function checkTensorsUsed(
  { checkpoint, layout }: ModelWeights,
  names: readonly string[],
): void {
  const used = new Set(names.map((name) => layout.find(checkpoint, name)));
  const left = [...checkpoint].filter(([key, tensor]) => !used.has(tensor) && !DERIVED.test(key));
  if (left.length === 0) return;
  const some = left.slice(0, 3).map(([key]) => key);
  const more = left.length > 3 ? ` and ${left.length - 3} more` : '';
  throw unsupported(
    `It has weights that would not be used: ${some.join(', ')}${more}${hint(left.map(([key]) => key))}.`,
  );
}

function hint(keys: readonly string[]): string {
  if (keys.some((key) => /lora_|adapter/.test(key)))
    return ' (a LoRA adapter: merge it into its model first)';
  if (keys.some((key) => /positional_embedding_res/.test(key)))
    return ' (Long-CLIP’s second table of positions)';
  if (keys.some((key) => /\bls_[12]\b|gamma/.test(key))) return ' (LayerScale)';
  if (keys.some((key) => /attn_pool/.test(key))) return ' (attentional pooling)';
  return '';
}
