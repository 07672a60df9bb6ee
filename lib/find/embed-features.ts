import { AppError } from '@/lib/errors/errors';
import { meanDirection } from '@/lib/vector/mean-direction';
import { featurePrompt, wordingsOf } from './background';

/** A feature's embeddings, normalized, [dim] each. */
export interface EmbeddedFeature {
  /** Of its prompt. */
  readonly feature: Float32Array;
  /** The mean over its wordings. */
  readonly mean: Float32Array;
}

export interface TextEncoder {
  /** @returns normalized, [dim] each */
  encodeTexts(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** @throws what the encoder throws of a prompt */
export async function embedFeatures(
  encoder: TextEncoder,
  texts: readonly string[],
): Promise<EmbeddedFeature[]> {
  const embedded: EmbeddedFeature[] = [];
  for (const text of texts) {
    const own = await embedWordings(encoder, text);
    embedded.push({ feature: own[0] as Float32Array, mean: meanDirection(own) });
  }
  return embedded;
}

async function embedWordings(encoder: TextEncoder, text: string): Promise<readonly Float32Array[]> {
  try {
    return await encoder.encodeTexts(wordingsOf(text));
  } catch (error) {
    // Of symbols that the model does not know the prompt alone can be read.
    if (!(error instanceof AppError && error.code === 'text-unknown')) throw error;
    return encoder.encodeTexts([featurePrompt(text)]);
  }
}
