import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import type { ConfigFiles } from './clip/config';
import type { Hub, HubFile } from './hub';
import type { ImportOptions } from './options';
import { type Vocabulary, vocabularyOfFiles, vocabularyOfMerges } from './tokenizer';

/** A checkpoint on this machine, with what lies beside it. */
export interface LocalSource {
  readonly checkpoint: string;
  /** What the checkpoint is called, for people. */
  readonly name: string;
  readonly configs: ConfigFiles;
  readonly vocabulary: Vocabulary;
  /** Where it is from, for model.json. */
  readonly origin: string;
  readonly license: string;
}

/** Names that checkpoints have, the best first: safetensors run nothing, of the rest PyTorch's is read in parts. */
const CHECKPOINTS = [
  /^model\.safetensors$/,
  /^open_clip_(pytorch_)?model\.safetensors$/,
  /^pytorch_model\.bin$/,
  /^open_clip_pytorch_model\.bin$/,
  /\.safetensors$/,
  /\.(bin|pt|pth)$/,
  /^flax_model\.msgpack$/,
];
const CONFIGS = ['config.json', 'open_clip_config.json', 'preprocessor_config.json'];
const VOCABULARY = ['vocab.json', 'merges.txt'];
const MERGES = 'bpe_simple_vocab_16e6.txt.gz';
/** CLIP's vocabulary is the same everywhere: here it lies where a repository has none. */
const VOCABULARY_REPOSITORY = 'openai/clip-vit-base-patch32';

/** @throws AppError of every kind that a source can fail by */
export async function openModelSource(options: ImportOptions, hub: Hub): Promise<LocalSource> {
  const path = resolve(options.source);
  if (existsSync(path)) {
    const isFile = statSync(path).isFile();
    const folder = isFile ? dirname(path) : path;
    const file = isFile ? basename(path) : chosen(await readdir(folder), options);
    return local(folder, file, options, hub);
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(options.source)) {
    throw new AppError(
      'file-missing',
      `There is no ${options.source} here, and it is no name of a repository.`,
      'Give a folder, a file, or a repository of the hub such as flax-community/clip-rsicd-v2.',
    );
  }
  return remote(options, hub);
}

async function local(
  folder: string,
  file: string,
  options: ImportOptions,
  hub: Hub,
): Promise<LocalSource> {
  const read = async (name: string) => {
    const path = join(folder, name);
    return existsSync(path) ? readFile(path) : null;
  };
  return {
    checkpoint: join(folder, file),
    name: file,
    configs: await configsOf(read),
    vocabulary: await vocabularyOf(read, options, hub),
    // No path of the machine goes into a model.
    origin: `${basename(folder)}/${file}`,
    license: options.license ?? 'Not stated',
  };
}

async function remote(options: ImportOptions, hub: Hub): Promise<LocalSource> {
  const repository = await hub.repository('model', options.source, options.revision);
  const files = new Map(repository.files.map((file) => [file.path, file]));
  const name = chosen([...files.keys()], options);
  const read = async (path: string) => {
    const file = files.get(path);
    return file ? readFile(await hub.download('model', repository, file)) : null;
  };
  // What is small comes first: what is wrong with it is known before a gigabyte is fetched.
  const configs = await configsOf(read);
  const vocabulary = await vocabularyOf(read, options, hub);
  const license = options.license ?? repository.license ?? 'Not stated';
  const checkpoint = await hub.download('model', repository, files.get(name) as HubFile);
  const origin = `${options.source}, ${name}, commit ${repository.commit}`;
  return { checkpoint, name, configs, vocabulary, origin, license };
}

function chosen(names: readonly string[], { file, source }: ImportOptions): string {
  if (file !== undefined) {
    if (names.includes(file)) return file;
    throw new AppError(
      'file-missing',
      `${source} has no file ${file}.`,
      `It has: ${names.join(', ')}.`,
    );
  }
  for (const pattern of CHECKPOINTS) {
    const found = names.filter(
      (name) => pattern.test(name) && !/training_args|optimizer/.test(name),
    );
    if (found.length === 1) return found[0] as string;
    if (found.length > 1) {
      throw new AppError(
        'file-missing',
        `${source} has several checkpoints: ${found.join(', ')}.`,
        'Say which with --file.',
      );
    }
  }
  throw new AppError(
    'file-missing',
    `${source} has no checkpoint that can be imported.`,
    'Looked for: safetensors, pytorch_model.bin, .pt, flax_model.msgpack.',
  );
}

type Read = (name: string) => Promise<Uint8Array | null>;

async function configsOf(read: Read): Promise<ConfigFiles> {
  const [config, openClip, preprocessor] = await Promise.all(
    CONFIGS.map(async (name) => {
      const bytes = await read(name);
      if (!bytes) return undefined;
      try {
        return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
      } catch (cause) {
        throw new AppError('file-invalid', `${name} is no JSON.`, 'Download it again.', { cause });
      }
    }),
  );
  return {
    ...(config !== undefined && { config }),
    ...(openClip !== undefined && { openClip }),
    ...(preprocessor !== undefined && { preprocessor }),
  };
}

/** The source's own; what --vocab names; or CLIP's, from the hub. */
async function vocabularyOf(read: Read, { vocab }: ImportOptions, hub: Hub): Promise<Vocabulary> {
  if (vocab !== undefined) {
    if (!existsSync(vocab)) {
      throw new AppError('file-missing', `There is no vocabulary ${vocab}.`, 'Check its name.');
    }
    if (statSync(vocab).isFile()) return vocabularyOfMerges(await readFile(vocab));
    const beside = (name: string) =>
      existsSync(join(vocab, name)) ? readFile(join(vocab, name)) : Promise.resolve(null);
    const found = await vocabularyIn(beside);
    if (found) return found;
    throw new AppError(
      'file-missing',
      `${vocab} holds no vocabulary.`,
      `Looked for: ${VOCABULARY.join(' and ')}, or ${MERGES}.`,
    );
  }
  const own = await vocabularyIn(read);
  if (own) return own;
  try {
    const repository = await hub.repository('model', VOCABULARY_REPOSITORY, 'main');
    const found = await vocabularyIn(async (name) => {
      const file = repository.files.find(({ path }) => path === name);
      return file ? readFile(await hub.download('model', repository, file)) : null;
    });
    if (found) return found;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === 'cancelled') throw cause;
    throw new AppError(
      'file-missing',
      `The source has no vocabulary beside it, and CLIP’s could not be fetched: ${cause.message}`,
      'Give it with --vocab: a folder with vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz.',
      { cause },
    );
  }
  throw new AppError('file-missing', 'The source has no vocabulary.', 'Give it with --vocab.');
}

async function vocabularyIn(read: Read): Promise<Vocabulary | null> {
  const [vocab, merges] = await Promise.all(VOCABULARY.map(read));
  const decoder = new TextDecoder();
  if (vocab && merges) return vocabularyOfFiles(decoder.decode(vocab), decoder.decode(merges));
  const gzipped = await read(MERGES);
  return gzipped ? vocabularyOfMerges(gzipped) : null;
}
