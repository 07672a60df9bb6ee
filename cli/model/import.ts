import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AssetFile } from '@/lib/assets/types';
import { AppError } from '@/lib/errors/errors';
import { parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest, PrecisionFiles } from '@/lib/model/types';
import { writeGalleryList } from '../shared/gallery-list';
import { openModel } from '../shared/model';
import { ProgressBar } from '../shared/progress';
import { readCheckpoint } from './checkpoint/open';
import { type ByteSource, openSource } from './checkpoint/source';
import { type Checkpoint, sizeOf } from './checkpoint/tensors';
import { unsupported } from './families/errors';
import { familyOf } from './families/families';
import type { FamilyModel } from './families/family';
import { Hub } from './hub';
import {
  type Agreement,
  agreementOf,
  type Probe,
  probe,
  probePictures,
  probeTexts,
} from './measure';
import type { Storage } from './onnx/weights';
import { writeOnnx } from './onnx/write';
import type { ImportOptions, Precision } from './options';
import { openModelSource } from './source';

/** Result of an import, for the summary. */
export interface Imported {
  readonly model: ModelManifest;
  readonly layout: string;
  readonly towers: readonly string[];
  readonly parameters: number;
  readonly agreements: ReadonlyMap<string, Agreement>;
}

/** Least cosine to float32 at which 8 bits are taken. */
const LEAST_COSINE = 0.99;
/** Another backend, or another machine, rounds otherwise; a wrong one is far from this. */
const GOLDEN_COSINE = 0.99;
const DIGITS = 1e6;

/**
 * Makes a model folder of a checkpoint. Nothing is visible under its name before all of it is there and has been
 * loaded and checked.
 * @throws AppError of every kind that a checkpoint can fail by
 */
export async function importModel(options: ImportOptions, signal: AbortSignal): Promise<Imported> {
  const { publicDir, id } = options;
  const root = dirname(publicDir);
  const folder = join(publicDir, 'models', id);
  const hub = new Hub({ cache: join(root, '.cache/hub'), signal, env: process.env });
  const source = await openModelSource(options, hub);
  const bytes: ByteSource[] = [];
  for (const path of source.checkpoints) bytes.push(await openSource(path, basename(path)));
  // On the same disk as the models, so that a rename makes it visible.
  const drafts = join(root, '.cache/models');
  const draft = join(drafts, 'models', id);
  try {
    const checkpoint = await readCheckpoint(...bytes);
    const family = await familyOf(checkpoint).open({
      ...source,
      checkpoint,
      ...(options.activation && { activation: options.activation }),
    });
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    const json = family.tokenizer;
    const tokenizer = await writeAsset(draft, 'tokenizer.json', JSON.stringify(json));
    const base = baseManifest(options, source, family, tokenizer);
    const pictures = await probePictures(publicDir, base);
    const write = (storage: Storage) => writeTowers(draft, family, storage, signal);
    const run = (files: PrecisionFiles) => {
      const paths = { text: join(draft, files.text.file), vision: join(draft, files.vision.file) };
      return probe(base, { ...paths, tokenizer: json }, pictures);
    };

    // Float32 is what everything is compared with, whether it stays or not.
    const reference = await write('fp32');
    const expected = await run(reference);
    checkFinite(expected);
    const precisions: Record<string, PrecisionFiles> = {};
    const agreements = new Map<string, Agreement>();
    const probes = new Map<string, Probe>();
    for (const precision of options.precisions) {
      signal.throwIfAborted();
      const made = await makePrecision(precision, reference, expected, write, run);
      precisions[precision] = made.files;
      probes.set(precision, made.probe);
      agreements.set(precision, made.agreement);
    }
    if (!precisions.fp32) {
      for (const { file } of [reference.text, reference.vision]) await rm(join(draft, file));
    }
    const defaultPrecision = options.precisions[0] as Precision;
    const golden = probes.get(defaultPrecision) as Probe;
    const manifest = {
      ...base,
      precisions,
      defaultPrecision,
      golden: {
        text: probeTexts()[0],
        textEmbedding: rounded(golden.texts[0]),
        imageEmbedding: rounded(golden.images[0]),
        minCosine: GOLDEN_COSINE,
      },
      imported: { layout: family.layout, agreement: Object.fromEntries(agreements) },
    };
    await writeFile(join(draft, 'model.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    const model = parseModelManifest(manifest);
    await (await openModel(drafts, id)).dispose();
    signal.throwIfAborted();
    await publish(draft, folder);
    if (existsSync(join(publicDir, 'galleries'))) await writeGalleryList(publicDir);
    const parameters = parametersOf(checkpoint);
    const { layout, towers } = family;
    return { model, layout, towers, parameters, agreements };
  } finally {
    for (const part of bytes) await part.close();
    await rm(draft, { recursive: true, force: true });
  }
}

interface Made {
  readonly files: PrecisionFiles;
  readonly probe: Probe;
  readonly agreement: Agreement;
}

/** For `q8`: dynamic quantization, which is faster; where that is too inaccurate, only the weights are quantized. */
async function makePrecision(
  precision: Precision,
  reference: PrecisionFiles,
  expected: Probe,
  write: (storage: Storage) => Promise<PrecisionFiles>,
  run: (files: PrecisionFiles) => Promise<Probe>,
): Promise<Made> {
  if (precision === 'fp32') {
    return { files: reference, probe: expected, agreement: agreementOf(expected, expected) };
  }
  const storages: Storage[] = precision === 'q8' ? ['q8', 'q8-weights'] : ['fp16'];
  let best: Agreement | undefined;
  for (const storage of storages) {
    const files = await write(storage);
    const got = await run(files);
    const agreement = agreementOf(expected, got);
    if (Math.min(agreement.text, agreement.image) >= LEAST_COSINE)
      return { files, probe: got, agreement };
    best = agreement;
  }
  throw new AppError(
    'model-unsupported',
    `In ${precision} this model is too far from itself: cosine ${best?.text.toFixed(3)} of texts, ${best?.image.toFixed(3)} of pictures.`,
    'Import it with --precision fp16 or fp32.',
  );
}

async function writeTowers(
  draft: string,
  family: FamilyModel,
  storage: Storage,
  signal: AbortSignal,
): Promise<PrecisionFiles> {
  const graphs = family.graphs(storage);
  const tensors = graphs.reduce((sum, { initializers }) => sum + initializers.length, 0);
  const bar = new ProgressBar(`${storage}, tensors`, tensors);
  const name = storage === 'q8-weights' ? 'q8' : storage;
  const files: AssetFile[] = [];
  for (const graph of graphs) {
    const file = `${graph.name}.${name}.onnx`;
    files.push(
      await writeOnnx(graph, join(draft, file), file, () => {
        signal.throwIfAborted();
        bar.step();
      }),
    );
  }
  bar.done();
  const [text, vision] = files as [AssetFile, AssetFile];
  return { text, vision };
}

function baseManifest(
  { id, title }: ImportOptions,
  { origin, license }: { readonly origin: string; readonly license: string },
  { dim, scoring, image, text }: FamilyModel,
  tokenizer: AssetFile,
): ModelManifest {
  return {
    id,
    title,
    source: origin,
    license,
    dim,
    ...scoring,
    logitScale: digits(scoring.logitScale),
    image,
    text: { ...text, tokenizer },
    precisions: {},
    defaultPrecision: '',
    golden: { text: '', textEmbedding: [], imageEmbedding: [], minCosine: 0 },
    // They have not been fitted for this model: no result is hidden.
    cutoff: { text: -1, image: -1 },
  };
}

/** Weights that are not numbers would rank everything the same. */
function checkFinite({ texts, images }: Probe): void {
  if ([...texts, ...images].every((row) => row.every(Number.isFinite))) return;
  throw unsupported('It computes values that are not numbers: the checkpoint is damaged.');
}

async function publish(draft: string, folder: string): Promise<void> {
  const before = `${folder}.before`;
  await mkdir(dirname(folder), { recursive: true });
  await rm(before, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, before);
  await rename(draft, folder);
  await rm(before, { recursive: true, force: true });
}

async function writeAsset(folder: string, file: string, text: string): Promise<AssetFile> {
  const bytes = Buffer.from(text);
  await writeFile(join(folder, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Parameters of both towers, for people. */
function parametersOf(checkpoint: Checkpoint): number {
  return [...checkpoint.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

function digits(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}

function rounded(embedding: Float32Array = new Float32Array()): number[] {
  return Array.from(embedding, digits);
}
