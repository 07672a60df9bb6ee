import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TextSpec } from '@/lib/model/types';
import { createTokenizer } from '@/lib/tokenizer/tokenizer';
import { tinyVocabulary } from '../../fixtures/vocabulary';
import {
  tokenizerJson,
  vocabularyOfFiles,
  vocabularyOfJson,
  vocabularyOfMerges,
} from './tokenizer';

const SHARED = '../shared/clip-tokens';
const spec = (endToken: number): TextSpec => ({
  contextLength: 77,
  tokenizer: { file: '', bytes: 0, sha256: '' },
  endToken,
  padToken: 0,
});

describe.skipIf(!existsSync(SHARED))('CLIP’s vocabulary (needs ../shared/clip-tokens)', () => {
  const read = () => vocabularyOfMerges(readFileSync(join(SHARED, 'bpe_simple_vocab_16e6.txt.gz')));

  it('has 49,408 entries, the marks last', () => {
    const { ids } = read();
    expect(ids.size).toBe(49_408);
    expect(ids.get('<|startoftext|>')).toBe(49_406);
    expect(tokenizerJson(read()).endToken).toBe(49_407);
  });

  it('gives the ids that OpenAI’s own tokenizer gives', () => {
    const { json, endToken } = tokenizerJson(read());
    const tokenizer = createTokenizer(json, spec(endToken));
    const texts = JSON.parse(readFileSync(join(SHARED, 'tokens.json'), 'utf8')) as {
      text: string;
      ids: number[];
    }[];
    expect(texts.length).toBeGreaterThan(200);
    const wrong = texts.filter(({ text, ids }) => tokenizer.encode(text).ids.join() !== ids.join());
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });
});

it('reads Hugging Face’s two files', () => {
  const { vocab, merges } = tinyVocabulary();
  const vocabulary = vocabularyOfFiles(vocab, merges);
  const { json, endToken } = tokenizerJson(vocabulary);
  expect(endToken).toBe(199);
  const { ids } = createTokenizer(json, spec(endToken)).encode('tree roads');
  const id = (token: string) => vocabulary.ids.get(token);
  expect(ids).toEqual([198, id('tree</w>'), id('ro'), id('a'), id('d'), id('s</w>'), 199]);
});

it('reads tokenizer.json alone, in both ways in which merges are written', () => {
  const { vocab, merges } = tinyVocabulary();
  const vocabulary = vocabularyOfFiles(vocab, merges);
  const { json } = tokenizerJson(vocabulary) as { json: { model: { merges: string[] } } };
  expect(vocabularyOfJson(JSON.stringify(json))).toEqual(vocabulary);
  const model = { ...json.model, merges: json.model.merges.map((pair) => pair.split(' ')) };
  expect(vocabularyOfJson(JSON.stringify({ ...json, model }))).toEqual(vocabulary);
});

it.each([
  ['no JSON', () => vocabularyOfFiles('{', '')],
  ['numbers that are none', () => vocabularyOfFiles('{"a": "b"}', '')],
  ['merges of three', () => vocabularyOfFiles('{"a": 1}', 'a b c')],
  ['no gzip', () => vocabularyOfMerges(Buffer.from('a b'))],
  ['another kind of tokenizer', () => vocabularyOfJson('{"model": {"type": "Unigram"}}')],
  [
    'an end mark that is not the last token',
    () =>
      tokenizerJson({
        ids: new Map([
          ['<|startoftext|>', 1],
          ['<|endoftext|>', 0],
        ]),
        merges: [],
      }),
  ],
  ['no marks', () => tokenizerJson({ ids: new Map([['a', 0]]), merges: [] })],
])('refuses %s', (_, work) => {
  expect(work).toThrow(expect.objectContaining({ code: 'file-invalid' }));
});

it('takes a vocabulary of fewer merges as it is', () => {
  const { ids } = vocabularyOfMerges(gzipSync('#header\na b\nab c</w>\n'));
  expect(ids.size).toBe(512 + 2 + 2);
});
