import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import {
  type Vocabulary,
  vocabularyOfFiles,
  vocabularyOfJson,
  vocabularyOfMerges,
} from './families/clip/tokenizer';
import type { ConfigFiles, FamilySource } from './families/family';
import type { Hub, HubFile } from './hub';
import type { ImportOptions } from './options';

/** A checkpoint on this machine, with what lies beside it. */
export interface LocalSource extends Pick<FamilySource, 'name' | 'files' | 'read' | 'vocabulary'> {
  /** Path of the checkpoint, or of its parts. */
  readonly checkpoints: readonly string[];
  /** Where it is from, for model.json. */
  readonly origin: string;
  readonly license: string;
}

/** Names that checkpoints have, the best first: safetensors run nothing, of the rest PyTorch's is read in parts. */
const CHECKPOINTS = [
  /^model\.safetensors$/,
  /^open_clip_(pytorch_)?model\.safetensors$/,
  // A checkpoint that was split has an index of its parts.
  /^(model|open_clip_(pytorch_)?model)\.safetensors\.index\.json$/,
  /^pytorch_model\.bin$/,
  /^open_clip_pytorch_model\.bin$/,
  /^(open_clip_)?pytorch_model\.bin\.index\.json$/,
  /\.safetensors$/,
  /\.(bin|pt|pth)$/,
  /^flax_model\.msgpack$/,
];
const CONFIGS = [
  'config.json',
  'open_clip_config.json',
  'preprocessor_config.json',
  'processor_config.json',
];
const VOCABULARY = ['vocab.json', 'merges.txt'];
const MERGES = 'bpe_simple_vocab_16e6.txt.gz';
/** CLIP's vocabulary is the same everywhere: here it lies where a repository has none. */
const VOCABULARY_REPOSITORY = 'openai/clip-vit-base-patch32';

/** Where a checkpoint and what belongs to it lie: a folder, or a repository of the hub. */
interface Place {
  /** Paths of the files in it. */
  readonly names: readonly string[];
  /** Path on this machine; a file of the hub is downloaded. */
  path(name: string): Promise<string>;
}

/** @throws AppError of every kind that a source can fail by */
export async function openModelSource(options: ImportOptions, hub: Hub): Promise<LocalSource> {
  const path = resolve(options.source);
  if (existsSync(path)) {
    const isFile = statSync(path).isFile();
    const folder = isFile ? dirname(path) : path;
    // What --file names may lie in a folder within.
    const inner = options.file?.includes('/') ? await readdir(folder, { recursive: true }) : [];
    const names = [...new Set([...(await readdir(folder)), ...inner])].map((name) =>
      name.replaceAll('\\', '/'),
    );
    const file = isFile ? basename(path) : chosen(names, options);
    const place = { names, path: async (name: string) => join(folder, name) };
    // No path of the machine goes into a model.
    const origin = `${basename(folder)}/${file}`;
    return sourceIn(place, file, options, hub, { origin, license: null });
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(options.source)) {
    throw new AppError(
      'file-missing',
      `There is no ${options.source} here, and it is not the name of a repository.`,
      'Give a folder, a file, or a repository of the hub such as flax-community/clip-rsicd-v2.',
    );
  }
  const repository = await hub.repository('model', options.source, options.revision);
  const files = new Map(repository.files.map((file) => [file.path, file]));
  const place = {
    names: [...files.keys()],
    path: (name: string) => hub.download('model', repository, files.get(name) as HubFile),
  };
  const file = chosen(place.names, options);
  const origin = `${options.source}, ${file}, commit ${repository.commit}`;
  return sourceIn(place, file, options, hub, { origin, license: repository.license });
}

async function sourceIn(
  place: Place,
  file: string,
  options: ImportOptions,
  hub: Hub,
  { origin, license }: { readonly origin: string; readonly license: string | null },
): Promise<LocalSource> {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const readAt = async (path: string) =>
    place.names.includes(path) ? readFile(await place.path(path)) : null;
  // A checkpoint in a folder of its own has its own configuration, or that of the whole.
  const hasOwn = CONFIGS.some((name) => place.names.includes(folder + name));
  const configs = await configsOf((name) => readAt(hasOwn ? folder + name : name));
  const read = async (name: string) => (await readAt(folder + name)) ?? readAt(name);
  // What is small comes first: what is wrong with it is known before a gigabyte is fetched.
  const parts = await partsOf(file, folder, readAt, place.names);
  const checkpoints: string[] = [];
  for (const part of parts) checkpoints.push(await place.path(part));
  return {
    checkpoints,
    name: file,
    files: configs,
    read,
    vocabulary: () => vocabularyOf(read, options, hub),
    origin,
    license: options.license ?? license ?? 'Not stated',
  };
}

/** The files of a checkpoint: itself, or those that its index names. @throws AppError file-invalid | file-missing */
async function partsOf(
  file: string,
  folder: string,
  readAt: Read,
  names: readonly string[],
): Promise<string[]> {
  if (!file.endsWith('.index.json')) return [file];
  const { weight_map: map } = (jsonOf(file, (await readAt(file)) ?? new Uint8Array()) ?? {}) as {
    weight_map?: unknown;
  };
  const listed = map && typeof map === 'object' ? Object.values(map) : [];
  if (listed.length === 0 || listed.some((part) => typeof part !== 'string')) {
    throw new AppError('file-invalid', `${file} names no files.`, 'Download it again.');
  }
  const parts = [...new Set(listed as string[])].sort().map((part) => folder + part);
  const missing = parts.filter((part) => !names.includes(part));
  if (missing.length === 0) return parts;
  throw new AppError(
    'file-missing',
    `${file} names ${missing.join(', ')}, which ${missing.length > 1 ? 'are' : 'is'} not there.`,
    'Download all parts of the checkpoint into one folder.',
  );
}

function jsonOf(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new AppError('file-invalid', `${name} is not JSON.`, 'Download it again.', { cause });
  }
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
  const [config, openClip, preprocessor, processor] = await Promise.all(
    CONFIGS.map(async (name) => {
      const bytes = await read(name);
      return bytes ? jsonOf(name, bytes) : undefined;
    }),
  );
  return {
    ...(config !== undefined && { config }),
    ...(openClip !== undefined && { openClip }),
    ...((preprocessor ?? processor) !== undefined && {
      preprocessor: preprocessor ?? (processor as { image_processor?: unknown }).image_processor,
    }),
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
      `Looked for: ${VOCABULARY.join(' and ')}, ${MERGES}, or tokenizer.json.`,
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
  if (gzipped) return vocabularyOfMerges(gzipped);
  const json = await read('tokenizer.json');
  return json ? vocabularyOfJson(decoder.decode(json)) : null;
}
