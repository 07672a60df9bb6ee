import { readAssetFile } from '@/lib/assets/asset-file';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { SCORINGS, type Scoring } from '@/lib/vector/scoring';
import {
  CLEANINGS,
  CROPS,
  type DenseHeadSpec,
  type Golden,
  type ImageSpec,
  INTERPOLATIONS,
  MAP_KINDS,
  type ModelManifest,
  PADDINGS,
  type PrecisionFiles,
  type PresenceSpec,
  ROUNDINGS,
  TEXT_RUNNERS,
  type TextSpec,
  type WordCalibration,
} from './types';

/**
 * Reads and checks `model.json`.
 * @throws AppError model-invalid, naming the first field that is wrong
 */
export function parseModelManifest(json: unknown): ModelManifest {
  const at = new JsonReader(
    json,
    '',
    (what) =>
      new AppError(
        'model-invalid',
        `model.json cannot be used: ${what}.`,
        'Export or import the model again; if you did not make it, tell whoever runs this site.',
      ),
  );
  const dim = at.field('dim').whole(1);
  const precisions = readPrecisions(at.field('precisions'));
  const defaultPrecision = at.field('defaultPrecision').string();
  if (!Object.hasOwn(precisions, defaultPrecision)) {
    at.field('defaultPrecision').fail(
      `names "${defaultPrecision}", which precisions does not hold`,
    );
  }
  const presence = at.optional('presence');
  const textRunner = at.optional('textRunner')?.oneOf(TEXT_RUNNERS);
  const image = readImageSpec(at.field('image'));
  // `patches` without a file only repeats what `image` says.
  const head = at.optional('patches')?.optional('file') && at.field('patches');
  return {
    id: at.field('id').string(),
    title: at.field('title').string(),
    source: at.field('source').string(),
    license: at.field('license').string(),
    dim,
    ...readScoring(at),
    image,
    text: readTextSpec(at.field('text')),
    ...(textRunner && { textRunner }),
    precisions,
    defaultPrecision,
    golden: readGolden(at.field('golden'), dim),
    cutoff: {
      text: at.field('cutoff').field('text').number(-1, 1),
      image: at.field('cutoff').field('image').number(-1, 1),
    },
    ...(presence && { presence: readPresence(presence) }),
    ...(head && { patches: readDenseHead(head, image) }),
  };
}

function readScoring(at: JsonReader): Scoring {
  const logitBias = at.optional('logitBias')?.number();
  const scoring = at.optional('scoring')?.oneOf(SCORINGS);
  return {
    logitScale: at.field('logitScale').number(0),
    ...(logitBias !== undefined && { logitBias }),
    ...(scoring && { scoring }),
  };
}

function readPresence(at: JsonReader): PresenceSpec {
  const fallback = at.optional('default');
  const words = at.optional('words');
  return {
    threshold: at.field('threshold').number(0, 1),
    ...(fallback && { default: readCalibration(fallback) }),
    ...(words && {
      words: Object.fromEntries(
        words.keys().map((word) => [word, readCalibration(words.field(word))]),
      ),
    }),
  };
}

function readCalibration(at: JsonReader): WordCalibration {
  const source = at.optional('source')?.oneOf(MAP_KINDS);
  const shown = at.optional('shown')?.number(0, 1);
  const image = at.optional('image');
  const gap = image?.optional('gap')?.number(0);
  const area = at.optional('area')?.number(0);
  const positives = at.optional('positives')?.whole();
  return {
    a: at.field('a').number(),
    b: at.field('b').number(),
    ...(image && {
      image: {
        a: image.field('a').number(),
        b: image.field('b').number(),
        c: image.field('c').number(),
        ...(gap !== undefined && { gap }),
      },
    }),
    ...(area !== undefined && { area }),
    right: at.field('right').number(0, 1),
    n: at.field('n').whole(),
    ...(positives !== undefined && { positives }),
    ...(shown !== undefined && { shown }),
    ...(source && { source }),
  };
}

function readDenseHead(at: JsonReader, { patch }: ImageSpec): DenseHeadSpec {
  const stride = at.field('stride').whole(1);
  const held = at.optional('held');
  if (patch % stride !== 0) at.field('stride').fail(`must divide image.patch, ${patch}`);
  return {
    stride,
    dim: at.field('dim').whole(1),
    file: readAssetFile(at.field('file')),
    inputs: readWords(at.field('inputs')),
    text: readAssetFile(at.field('text')),
    taught: readWords(at.field('taught')),
    ...(held && { held: readWords(held) }),
    near: at.field('near').number(-1, 1),
  };
}

function readWords(at: JsonReader): string[] {
  return at.list().map((word) => word.string());
}

/** Files of the default precision. */
export function defaultFiles(model: ModelManifest): PrecisionFiles {
  return model.precisions[model.defaultPrecision] as PrecisionFiles;
}

function readImageSpec(at: JsonReader): ImageSpec {
  const size = at.field('size').whole(1);
  const resize = at.field('resize').whole(1);
  const patch = at.field('patch').whole(1);
  if (resize < size) at.field('resize').fail(`must be at least size, ${size}`);
  if (size % patch !== 0) at.field('patch').fail(`must divide size, ${size}`);
  const std = triple(at.field('std'));
  const crop = at.field('crop').oneOf(CROPS);
  if (crop === 'none' && resize !== size) at.field('resize').fail(`must be size, ${size}`);
  const rounding = at.optional('rounding')?.oneOf(ROUNDINGS);
  if (std.some((value) => value <= 0)) at.field('std').fail('must hold numbers above 0');
  return {
    size,
    resize,
    crop,
    interpolation: at.field('interpolation').oneOf(INTERPOLATIONS),
    ...(rounding && { rounding }),
    mean: triple(at.field('mean')),
    std,
    patch,
    dynamic: at.field('dynamic').boolean(),
  };
}

function triple(at: JsonReader): [number, number, number] {
  return at.numbers(3) as [number, number, number];
}

function readTextSpec(at: JsonReader): TextSpec {
  const unknown = at.optional('unknownToken');
  const padding = at.optional('padding')?.oneOf(PADDINGS);
  const clean = at.optional('clean')?.oneOf(CLEANINGS);
  return {
    contextLength: at.field('contextLength').whole(3),
    tokenizer: readAssetFile(at.field('tokenizer')),
    endToken: at.field('endToken').whole(),
    padToken: at.field('padToken').whole(),
    ...(padding && { padding }),
    ...(unknown && { unknownToken: unknown.whole() }),
    ...(clean && { clean }),
  };
}

function readPrecisions(at: JsonReader): Record<string, PrecisionFiles> {
  const names = at.keys();
  if (names.length === 0) at.fail('must hold at least one precision');
  return Object.fromEntries(
    names.map((name) => {
      const files = at.field(name);
      return [
        name,
        { text: readAssetFile(files.field('text')), vision: readAssetFile(files.field('vision')) },
      ];
    }),
  );
}

function readGolden(at: JsonReader, dim: number): Golden {
  return {
    text: at.field('text').string(),
    textEmbedding: at.field('textEmbedding').numbers(dim),
    imageEmbedding: at.field('imageEmbedding').numbers(dim),
    minCosine: at.field('minCosine').number(0, 1),
  };
}
