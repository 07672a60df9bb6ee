import { readAssetFile } from '@/lib/assets/asset-file';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import type { Golden, ImageSpec, ModelManifest, PrecisionFiles, TextSpec } from './types';

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
  return {
    id: at.field('id').string(),
    title: at.field('title').string(),
    source: at.field('source').string(),
    license: at.field('license').string(),
    dim,
    logitScale: at.field('logitScale').number(0),
    image: readImageSpec(at.field('image')),
    text: readTextSpec(at.field('text')),
    precisions,
    defaultPrecision,
    golden: readGolden(at.field('golden'), dim),
    cutoff: {
      text: at.field('cutoff').field('text').number(-1, 1),
      image: at.field('cutoff').field('image').number(-1, 1),
    },
    ...(presence && { presence: { threshold: presence.field('threshold').number(0, 1) } }),
  };
}

/** Files of the precision that is loaded where nobody asks for another. */
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
  if (std.some((value) => value <= 0)) at.field('std').fail('must hold numbers above 0');
  return {
    size,
    resize,
    crop: at.field('crop').oneOf(['center']),
    interpolation: at.field('interpolation').oneOf(['bicubic']),
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
  return {
    contextLength: at.field('contextLength').whole(3),
    tokenizer: readAssetFile(at.field('tokenizer')),
    endToken: at.field('endToken').whole(),
    padToken: at.field('padToken').whole(),
    ...(unknown && { unknownToken: unknown.whole() }),
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
