import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { unsupported } from '../errors';
import { get } from '../json';

/** A tokenizer.json with what a text tower has to know of it. */
export interface SiglipTokenizer {
  readonly json: object;
  readonly endToken: number;
  readonly padToken: number;
  readonly unknownToken: number;
}

/**
 * SigLIP's vocabulary is a SentencePiece model, which Hugging Face keeps in `tokenizer.json` as well.
 * @param read of the files beside the checkpoint
 * @param vocabulary rows of the token table
 * @throws AppError model-unsupported where there is none, or it is of another kind
 */
export async function siglipTokenizer(
  read: (name: string) => Promise<Uint8Array | null>,
  vocabulary: number,
): Promise<SiglipTokenizer> {
  const bytes = await read('tokenizer.json');
  if (!bytes) {
    const isPieces = (await read('spiece.model')) !== null;
    throw unsupported(
      isPieces
        ? 'There is only a spiece.model beside it, which cannot be read; put the tokenizer.json of the same model there.'
        : 'There is no tokenizer.json beside it.',
    );
  }
  const json = parsed(bytes);
  if (get(get(json, 'model'), 'type') !== 'Unigram') {
    throw unsupported(
      'Its tokenizer.json is not of the Unigram kind: SigLIP 2 and its like have another vocabulary, which is not known here.',
    );
  }
  const pieces = get(get(json, 'model'), 'vocab');
  const count = Array.isArray(pieces) ? pieces.length : 0;
  if (count === 0 || count > vocabulary) {
    throw unsupported(
      `Its text tower knows ${vocabulary} tokens, its tokenizer.json has ${count}.`,
    );
  }
  const unknown = get(get(json, 'model'), 'unk_id');
  const ids = createTokenizer(json, {
    contextLength: 3,
    tokenizer: { file: '', bytes: 0, sha256: '' },
    endToken: 0,
    padToken: 0,
  }).encode('a').ids;
  const end = ids.at(-1);
  const endPiece = Array.isArray(pieces) ? get(pieces[end ?? -1], '0') : undefined;
  if (end === undefined || endPiece !== '</s>') {
    throw unsupported('Its tokenizer.json puts no end mark, </s>, after a text.');
  }
  // SigLIP pads with its end mark.
  const padding = get(get(json, 'padding'), 'pad_id');
  const padToken = typeof padding === 'number' ? padding : end;
  return { json, endToken: end, padToken, unknownToken: typeof unknown === 'number' ? unknown : 2 };
}

function parsed(bytes: Uint8Array): object {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Said below.
  }
  throw unsupported('Its tokenizer.json cannot be read.');
}
