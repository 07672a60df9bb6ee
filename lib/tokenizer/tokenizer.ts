import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { AppError } from '@/lib/errors/errors';
import type { TextSpec } from '@/lib/model/types';
import { cleaned } from './clean';

export interface EncodedText {
  /** 1..contextLength ids, marks included, not padded. */
  readonly ids: number[];
  /** The text was longer than the context; its end is left out. */
  readonly cut: boolean;
  /** Something in it is not in the vocabulary. */
  readonly unknown: boolean;
  /** Nothing is left of it but the start and end marks. */
  readonly empty: boolean;
}

export interface Tokenizer {
  encode(text: string): EncodedText;
}

/** Characters per token that no text reaches: what lies behind contextLength times this is cut anyway. */
const LONGEST_TOKEN = 64;

/**
 * A tokenizer in Hugging Face's format. The text is cleaned as the model asks, put into NFC, and its white space
 * collapsed first.
 *
 * @param json parsed tokenizer.json
 * @throws AppError model-invalid where the file cannot be used
 */
export function createTokenizer(json: unknown, spec: TextSpec): Tokenizer {
  const tokenizer = open(json);
  const marks = tokenizer.encode('').ids.length;
  const encode = (text: string): EncodedText => {
    const clean = collapse(cleaned(text, spec.clean));
    // The library's time grows faster than the text; a pasted book must not hold the worker up.
    const head = clean.slice(0, spec.contextLength * LONGEST_TOKEN);
    // Vocabularies of whole words leave unknown ones without an id.
    const ids = tokenizer.encode(head).ids.map((id) => id ?? spec.unknownToken ?? spec.padToken);
    const cut = ids.length > spec.contextLength || head.length < clean.length;
    // The library ignores the file's truncation: the end mark, by which models pool, must come last.
    const kept =
      ids.length > spec.contextLength
        ? [...ids.slice(0, spec.contextLength - 1), spec.endToken]
        : ids;
    return {
      ids: kept,
      cut,
      unknown: spec.unknownToken !== undefined && kept.includes(spec.unknownToken),
      empty: kept.length <= marks,
    };
  };
  // A query is looked at before it is encoded.
  let last: { readonly text: string; readonly encoded: EncodedText } | undefined;
  return {
    encode(text) {
      if (last?.text !== text) last = { text, encoded: encode(text) };
      return last.encoded;
    },
  };
}

/** NFC, white space of any kind collapsed to single blanks, none at the ends. */
export function collapse(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function open(json: unknown): HuggingFaceTokenizer {
  try {
    if (typeof json !== 'object' || json === null) throw new TypeError('not an object');
    const tokenizer = new HuggingFaceTokenizer(json, {});
    if (tokenizer.encode('a').ids.some((id) => !Number.isInteger(id))) {
      throw new TypeError('ids are not whole numbers');
    }
    return tokenizer;
  } catch (cause) {
    throw new AppError(
      'model-invalid',
      'The tokenizer of the model cannot be read.',
      'Export or import the model again; if you did not make it, tell whoever runs this site.',
      { cause },
    );
  }
}
