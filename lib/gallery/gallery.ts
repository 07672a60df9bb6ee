import { readAssetFile, readSha256 } from '@/lib/assets/asset-file';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { STORED_KIND_NAMES, STORED_KINDS, UNNAMED_KIND } from '@/lib/search-index/kinds/names';
import {
  type AtlasFile,
  BYTES_OF,
  type Certainty,
  type EmbeddingsFile,
  type GalleryItem,
  type GalleryManifest,
  type IndexFile,
  type PartOf,
} from './types';

const INVALID_ADVICE =
  'Build the gallery again (npm run gallery -- build); if you did not make it, tell whoever runs this site.';

/** Ids go into URLs and file names as they are. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Reads and checks `gallery.json`.
 * @throws AppError gallery-invalid, naming the first field that is wrong
 */
export function parseGallery(json: unknown): GalleryManifest {
  const at = new JsonReader(
    json,
    '',
    (what) =>
      new AppError('gallery-invalid', `gallery.json cannot be used: ${what}.`, INVALID_ADVICE),
  );
  const dim = at.field('dim').whole(1);
  const items = readItems(at.field('items'));
  const captions = items.reduce((sum, item) => sum + (item.captions?.length ?? 0), 0);
  const captionEmbeddings = at.optional('captionEmbeddings');
  const index = at.optional('index');
  const atlas = at.optional('atlas');
  const textSha256 = at.optional('textSha256');
  const description = at.optional('description');
  const imagesCommand = at.optional('imagesCommand');
  const suggestions = at.optional('suggestions');
  const certainty = at.optional('certainty');
  return {
    id: readId(at.field('id')),
    title: at.field('title').string(),
    ...(description && { description: description.string() }),
    license: at.field('license').string(),
    attribution: at.field('attribution').string(),
    ...(imagesCommand && { imagesCommand: imagesCommand.string() }),
    model: at.field('model').string(),
    modelSha256: at.field('modelSha256').string(),
    ...(textSha256 && { textSha256: textSha256.string() }),
    dim,
    items,
    embeddings: readEmbeddingsFile(at.field('embeddings'), items.length, dim),
    ...(index && { index: readIndexFile(index, items.length) }),
    ...(captionEmbeddings && {
      captionEmbeddings: readEmbeddingsFile(captionEmbeddings, captions, dim),
    }),
    ...(atlas && { atlas: readAtlasFile(atlas) }),
    ...(suggestions && { suggestions: suggestions.list().map((text) => text.string()) }),
    ...(certainty && { certainty: readCertainty(certainty) }),
  };
}

function readId(at: JsonReader): string {
  const id = at.string();
  if (!ID.test(id)) at.fail('must be of letters, digits, ".", "_" and "-"');
  return id;
}

function readItems(at: JsonReader): GalleryItem[] {
  const seen = new Set<string>();
  const items = at.list().map((item) => {
    const id = readId(item.field('id'));
    if (seen.has(id)) item.field('id').fail(`is "${id}", as that of another item`);
    seen.add(id);
    const [
      name,
      category,
      captions,
      image,
      tags,
      split,
      groundWidth,
      date,
      bbox,
      corners,
      part,
      hash,
    ] = [
      'name',
      'category',
      'captions',
      'image',
      'tags',
      'split',
      'groundWidth',
      'date',
      'bbox',
      'corners',
      'part',
      'hash',
    ].map((field) => item.optional(field));
    return {
      id,
      file: item.field('file').file(),
      ...(name && { name: name.string() }),
      width: item.field('width').whole(1),
      height: item.field('height').whole(1),
      ...(category && { category: category.string() }),
      ...(tags && { tags: tags.list().map((tag) => tag.string()) }),
      ...(split && { split: split.string() }),
      ...(groundWidth && { groundWidth: groundWidth.number() }),
      ...(captions && { captions: captions.list().map((caption) => caption.string()) }),
      ...(date && { date: readDate(date) }),
      ...(bbox && { bbox: bbox.numbers(4) as unknown as NonNullable<GalleryItem['bbox']> }),
      ...(corners && { corners: readCorners(corners) }),
      ...(part && { part: readPart(part) }),
      ...(hash && { hash: readHash(hash) }),
      ...(image && { image: image.boolean() }),
    };
  });
  if (items.length === 0) at.fail('must hold at least one item');
  return items;
}

function readHash(at: JsonReader): string {
  const hash = at.string();
  if (!/^[0-9a-f]{16}$/.test(hash)) at.fail('must be 16 hexadecimal digits');
  return hash;
}

function readDate(at: JsonReader): string {
  const date = at.string();
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(date)) {
    at.fail('must be a day or a moment such as "2024-05-31" or "2024-05-31T12:00:00"');
  }
  return date;
}

function readCorners(at: JsonReader): NonNullable<GalleryItem['corners']> {
  const corners = at.list().map((corner) => corner.numbers(2));
  if (corners.length !== 4) at.fail('must be four corners');
  return corners as unknown as NonNullable<GalleryItem['corners']>;
}

function readPart(at: JsonReader): PartOf {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => at.field(name).whole());
  return { of: at.field('of').string(), x, y, width, height } as PartOf;
}

function readEmbeddingsFile(at: JsonReader, rows: number, dim: number): EmbeddingsFile {
  const dtype = at.field('dtype').oneOf(['float32', 'int16', 'int8']);
  const asset = readAssetFile(at);
  const expected = rows * dim * BYTES_OF[dtype];
  if (asset.bytes !== expected) {
    at.field('bytes').fail(`must be ${expected}, for ${rows} embeddings of ${dim}`);
  }
  return { ...asset, dtype };
}

/** Its size is checked where it is read: without it the gallery can be searched all the same. */
function readAtlasFile(at: JsonReader): AtlasFile {
  return { ...readAssetFile(at), embeddingsSha256: readSha256(at.field('embeddingsSha256')) };
}

function readCertainty(at: JsonReader): Certainty {
  const measured = at.field('measured');
  return {
    similarity: at.field('similarity').number(),
    familiar: at.field('familiar').number(),
    bias: at.field('bias').number(),
    line: at.field('line').number(0, 1),
    strong: at.field('strong').number(0, 1),
    measured: {
      queries: measured.field('queries').whole(0),
      above: measured.field('above').number(0, 1),
      kept: measured.field('kept').number(0, 1),
      refused: measured.field('refused').number(0, 1),
    },
  };
}

function readIndexFile(at: JsonReader, rows: number): IndexFile {
  const [vectors, recall] = [at.optional('vectors'), at.optional('recall')];
  if (vectors && vectors.whole(1) > rows) vectors.fail(`must be at most ${rows}, one an item`);
  const kind = at.optional('kind')?.oneOf(STORED_KIND_NAMES) ?? UNNAMED_KIND;
  const settings = Object.entries(STORED_KINDS[kind].settings).map(
    ([name, least]) => [name, at.field(name).whole(least)] as const,
  );
  return {
    kind,
    ...readAssetFile(at),
    ...Object.fromEntries(settings),
    ...(vectors && { vectors: vectors.whole(1) }),
    ...(recall && { recall: recall.number(0, 1) }),
  };
}

/**
 * Holds a gallery against the loaded model: embeddings of another model, or of another training of it, are
 * not comparable although they have the same dimension.
 * @throws AppError model-mismatch
 */
export function assertSameModel(gallery: GalleryManifest, model: ModelManifest): void {
  const { text, vision } = defaultFiles(model);
  const sameText =
    !gallery.captionEmbeddings || (gallery.textSha256 ?? text.sha256) === text.sha256;
  const same =
    gallery.model === model.id &&
    gallery.modelSha256 === vision.sha256 &&
    gallery.dim === model.dim;
  if (same && sameText) return;
  const other =
    gallery.model === model.id ? `another version of "${model.id}"` : `"${gallery.model}"`;
  throw new AppError(
    'model-mismatch',
    `The gallery "${gallery.title}" was embedded by ${other}, not by the model that is loaded.`,
    `Choose another gallery or model, or embed it with this one: npm run gallery -- embed ${gallery.id} --model ${model.id}`,
  );
}
