import type { TextSpec } from '@/lib/model/types';
import { ENTITIES } from './entities';

/**
 * What a model's own code does to a text before it is cut into tokens.
 *
 * `openai`: OpenAI's and OpenCLIP's `basic_clean`, which is ftfy and `html.unescape` twice. Of ftfy this has what changes
 * well-encoded text: entities, curly quotes, ligatures, characters of another width, control characters, line breaks;
 * mojibake is left as it is. `canonical`: OpenCLIP's `canonicalize_text` after that: small letters, no ASCII punctuation.
 * `siglip`: the same by transformers' SiglipTokenizer, without the cleaning before.
 */
export function cleaned(text: string, kind: TextSpec['clean']): string {
  switch (kind) {
    case undefined:
      return text;
    case 'openai':
      return basicClean(text);
    case 'canonical':
      return basicClean(text).replaceAll('_', ' ').replace(PUNCTUATION, '').toLowerCase();
    case 'siglip':
      return text.toLowerCase().replace(PUNCTUATION, '');
  }
}

/** Python's string.punctuation. */
const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

const LATIN_LIGATURES: Readonly<Record<string, string>> = {
  Ĳ: 'IJ',
  ĳ: 'ij',
  ŉ: 'ʼn',
  Ǳ: 'DZ',
  ǲ: 'Dz',
  ǳ: 'dz',
  Ǆ: 'DŽ',
  ǅ: 'Dž',
  ǆ: 'dž',
  Ǉ: 'LJ',
  ǈ: 'Lj',
  ǉ: 'lj',
  Ǌ: 'NJ',
  ǋ: 'Nj',
  ǌ: 'nj',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'ſt',
  ﬆ: 'st',
};

function basicClean(text: string): string {
  return unescapeHtml(unescapeHtml(fixed(text)));
}

function fixed(text: string): string {
  return (
    // ftfy leaves entities alone where there may be tags.
    (text.includes('<') ? text : unescapeHtml(text))
      .replace(/[ĲĳŉǱ-ǳǄ-ǌﬀ-ﬆ]/g, (letter) => LATIN_LIGATURES[letter] ?? letter)
      // Full and half width, and the ideographic space: their compatible form.
      .replace(/[\uff01-\uffef\u3000]/g, (letter) => letter.normalize('NFKC'))
      .replace(/[\u02bc\u2018-\u201b]/g, "'")
      .replace(/[\u201c-\u201f]/g, '"')
      .replace(/\r\n|[\r\u2028\u2029\u0085]/g, '\n')
      .replace(CONTROLS, '')
      .normalize('NFC')
  );
}

/** What ftfy's remove_control_chars takes away: neither tab, line feed, form feed nor return. */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc]/g;

/** HTML's character references: numbers, and the names of {@link ENTITIES}. */
function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/g,
    (all, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : '\ufffd';
    },
  );
}
