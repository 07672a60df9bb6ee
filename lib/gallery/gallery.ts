import { readAssetFile } from '@/lib/assets/asset-file';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import {
  BYTES_OF,
  type EmbeddingsFile,
  type GalleryItem,
  type GalleryManifest,
  type IndexFile,
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
  const textSha256 = at.optional('textSha256');
  const imagesCommand = at.optional('imagesCommand');
  return {
    id: readId(at.field('id')),
    title: at.field('title').string(),
    license: at.field('license').string(),
    attribution: at.field('attribution').string(),
    ...(imagesCommand && { imagesCommand: imagesCommand.string() }),
    model: at.field('model').string(),
    modelSha256: at.field('modelSha256').string(),
    ...(textSha256 && { textSha256: textSha256.string() }),
    dim,
    items,
    embeddings: readEmbeddingsFile(at.field('embeddings'), items.length, dim),
    index: readIndexFile(at.field('index')),
    ...(captionEmbeddings && {
      captionEmbeddings: readEmbeddingsFile(captionEmbeddings, captions, dim),
    }),
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
    const [category, captions, image] = ['category', 'captions', 'image'].map((name) =>
      item.optional(name),
    );
    return {
      id,
      file: item.field('file').file(),
      width: item.field('width').whole(1),
      height: item.field('height').whole(1),
      ...(category && { category: category.string() }),
      ...(captions && { captions: captions.list().map((caption) => caption.string()) }),
      ...(image && { image: image.boolean() }),
    };
  });
  if (items.length === 0) at.fail('must hold at least one item');
  return items;
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

function readIndexFile(at: JsonReader): IndexFile {
  return {
    ...readAssetFile(at),
    M: at.field('M').whole(2),
    efConstruction: at.field('efConstruction').whole(1),
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
