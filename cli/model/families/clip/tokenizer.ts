import { gunzipSync } from 'node:zlib';
import { AppError } from '@/lib/errors/errors';

/** CLIP's byte-pair vocabulary: what tokens there are, and which pairs become one, in order. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  readonly merges: readonly (readonly [string, string])[];
}

const START = '<|startoftext|>';
const END = '<|endoftext|>';
/** Merges that OpenAI's vocabulary takes of its file, which has more. */
const MERGES = 49_152 - 256 - 2;
/** Apostrophes, words, single digits, and what is none of these. */
const PIECES =
  "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

/** Hugging Face's two files. @throws AppError file-invalid */
export function vocabularyOfFiles(vocab: string, merges: string): Vocabulary {
  return {
    ids: idsOf(parsed(vocab, 'vocab.json'), 'vocab.json'),
    merges: mergesOf(merges.split('\n').filter((line) => !line.startsWith('#version'))),
  };
}

/**
 * The vocabulary in Hugging Face's `tokenizer.json`. The rest of that file is the same for every CLIP.
 * @throws AppError file-invalid
 */
export function vocabularyOfJson(text: string): Vocabulary {
  const json = parsed(text, 'tokenizer.json') as {
    model?: { type?: unknown; vocab?: unknown; merges?: unknown };
    added_tokens?: { id?: unknown; content?: unknown }[];
  } | null;
  const { type, vocab, merges, added } = { ...json?.model, added: json?.added_tokens ?? [] };
  if (type !== 'BPE' || !Array.isArray(merges)) {
    throw invalid('tokenizer.json is not of the byte-pair kind that CLIP has');
  }
  const ids = idsOf(vocab, 'tokenizer.json');
  for (const { content, id } of added) {
    if (typeof content === 'string' && Number.isInteger(id)) ids.set(content, id as number);
  }
  // Older files have `a b`, newer ones pairs.
  const lines = merges.map((merge) => (Array.isArray(merge) ? merge.join(' ') : String(merge)));
  return { ids, merges: mergesOf(lines) };
}

/**
 * OpenAI's `bpe_simple_vocab_16e6.txt.gz`, from which the tokens follow: bytes, bytes at a word's end, merges, marks.
 * @throws AppError file-invalid
 */
export function vocabularyOfMerges(gzipped: Uint8Array): Vocabulary {
  let text: string;
  try {
    text = gunzipSync(gzipped).toString('utf8');
  } catch (cause) {
    throw invalid('The vocabulary is not a gzip file', cause);
  }
  // The first line is a header.
  const merges = mergesOf(text.split('\n').slice(1, MERGES + 1));
  const bytes = byteSymbols();
  const tokens = [
    ...bytes,
    ...bytes.map((symbol) => `${symbol}</w>`),
    ...merges.map((pair) => pair.join('')),
    START,
    END,
  ];
  return { ids: new Map(tokens.map((token, id) => [token, id])), merges };
}

/** `tokenizer.json`, as Hugging Face's tokenizers read it. @throws AppError file-invalid */
export function tokenizerJson({ ids, merges }: Vocabulary): { json: object; endToken: number } {
  const [start, end] = [ids.get(START), ids.get(END)];
  if (start === undefined || end === undefined) {
    throw invalid(`The vocabulary has no ${START} or no ${END}`);
  }
  // The model finds the end of a text by its highest id.
  if (Math.max(...ids.values()) !== end) throw invalid(`${END} is not the vocabulary's last token`);
  const mark = (id: number, content: string) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const json = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [mark(start, START), mark(end, END)],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: PIECES }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [END, end],
      cls: [START, start],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: END,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: Object.fromEntries(ids),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
  return { json, endToken: end };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`${file} is not JSON`, cause);
  }
}

function idsOf(ids: unknown, file: string): Map<string, number> {
  const isIds = ids && typeof ids === 'object' && Object.values(ids).every(Number.isInteger);
  if (!isIds) throw invalid(`${file} does not give each token a number`);
  return new Map(Object.entries(ids as Record<string, number>));
}

function mergesOf(lines: readonly string[]): (readonly [string, string])[] {
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [left, right, ...rest] = line.split(' ');
      if (!left || !right || rest.length > 0) throw invalid('The merges are not pairs of tokens');
      return [left, right] as const;
    });
}

/** A letter for each byte, as GPT-2 has them: printable ones stand for themselves, and come first. */
function byteSymbols(): string[] {
  const printable = [...range(0x21, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff)];
  const others = range(0, 0xff).filter((byte) => !printable.includes(byte));
  return [
    ...printable.map((byte) => String.fromCharCode(byte)),
    ...others.map((_, i) => String.fromCharCode(0x100 + i)),
  ];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function invalid(what: string, cause?: unknown): AppError {
  return new AppError(
    'file-invalid',
    `${what}.`,
    'Give CLIP’s vocabulary with --vocab: a folder with vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz.',
    { cause },
  );
}
