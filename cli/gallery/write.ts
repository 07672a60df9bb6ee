import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { readEmbeddings, writeEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import type { EmbeddingsFile, GalleryItem } from '@/lib/gallery/types';
import { defaultFiles } from '@/lib/model/manifest';
import { DEFAULT_KIND, KINDS } from '@/lib/search-index/kinds/registry';
import { ProgressBar } from '../shared/progress';
import { writeAtlas } from './atlas';
import { ask, categoryQueries } from './certainty/ask';
import type { DoneItem, Draft } from './draft';
import { type IndexReport, type MadeIndex, makeIndex } from './index-file';
import type { BuildOptions } from './options';
import type { SourceItem } from './source';
import { writeAsset } from './write-asset';

/** Of items' embeddings: a quarter of the bytes of float32, and cosines within .01 of what they were. */
const DTYPE = 'int8';
/** Texts that are embedded between two looks at Ctrl-C. */
const TEXT_STEP = 64;

/**
 * Writes what belongs to all images together into the draft, and makes it the gallery.
 * @returns what was measured of its index; undefined where none was wanted
 * @throws AppError cancelled, and errors of the file system
 */
export async function writeGallery(
  source: readonly SourceItem[],
  encoder: Encoder,
  draft: Draft,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<IndexReport | undefined> {
  const { model } = encoder;
  const rows = source.map((item) => [item, draft.done.get(item.id) as DoneItem] as const);
  const matrix = new Float32Array(rows.length * model.dim);
  rows.forEach(([, { embedding }], row) => {
    const bytes = new Uint8Array(Buffer.from(embedding, 'base64'));
    matrix.set(new Float32Array(bytes.buffer), row * model.dim);
  });
  const embeddings = writeEmbeddings(matrix, DTYPE, model.dim);
  // Of what is stored, so that both ways to search give the same similarities.
  const stored = readEmbeddings(embeddings, DTYPE, model.dim, rows.length);
  const captions = source.flatMap((item) => item.captions ?? []);
  const embedded = await embedCaptions(captions, encoder, signal);
  const captionEmbeddings: EmbeddingsFile | undefined = embedded && {
    ...(await writeAsset(draft.folder, 'captions.bin', embedded)),
    dtype: 'int8',
  };
  const spoken = embedded
    ? readEmbeddings(embedded, 'int8', model.dim, captions.length)
    : new Float32Array();
  const index = options.indexWanted
    ? await makeIndex(DEFAULT_KIND, stored, spoken, model.dim, signal)
    : undefined;
  const items = rows.map(([item, done]) => galleryItem(item, done, options.images));
  const embeddingsFile: EmbeddingsFile = {
    ...(await writeAsset(draft.folder, 'embeddings.bin', embeddings)),
    dtype: DTYPE,
  };
  signal.throwIfAborted();
  const atlas = await writeAtlas(draft.folder, stored, model.dim, embeddingsFile);
  const answers = await ask(options.queries ?? categoryQueries(items), items, stored, encoder);
  const { text, vision } = defaultFiles(model);
  const manifest = parseGallery({
    id: options.id,
    title: options.title,
    ...(options.description && { description: options.description }),
    license: options.license,
    attribution: options.attribution,
    ...(options.imagesCommand && { imagesCommand: options.imagesCommand }),
    model: model.id,
    modelSha256: vision.sha256,
    textSha256: text.sha256,
    dim: model.dim,
    items,
    embeddings: embeddingsFile,
    ...(await indexEntry(draft.folder, index)),
    ...(captionEmbeddings && { captionEmbeddings }),
    atlas,
    ...answers,
  });
  await writeFile(join(draft.folder, 'gallery.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  signal.throwIfAborted();
  const files = rows.flatMap(([, { id, copy }]) => [`images/${copy}`, `thumbs/${id}.webp`]);
  await draft.publish(new Set(files));
  return index?.report;
}

/** Writes the index, where one finds enough; a draft that an earlier run left must not keep its own. */
async function indexEntry(folder: string, index: MadeIndex | undefined) {
  const made = index?.made;
  if (made) {
    const { file } = KINDS[made.settings.kind];
    return { index: { ...(await writeAsset(folder, file, made.bytes)), ...made.settings } };
  }
  for (const { file } of Object.values(KINDS)) await rm(join(folder, file), { force: true });
  return {};
}

function galleryItem(item: SourceItem, done: DoneItem, image: boolean): GalleryItem {
  return {
    id: item.id,
    file: done.copy,
    ...(item.file.replace(/\.[^./]+$/, '') !== item.id && { name: item.file }),
    width: done.width,
    height: done.height,
    ...(item.category && { category: item.category }),
    ...(item.tags && { tags: item.tags }),
    ...(item.split && { split: item.split }),
    ...(item.metresPerPixel && {
      groundWidth: Math.round(done.width * item.metresPerPixel * 10) / 10,
    }),
    ...(item.captions && { captions: item.captions }),
    ...(done.hash && { hash: done.hash }),
    ...(!image && { image }),
  };
}

/** Embeddings of captions, int8, one row each. @returns undefined where there are none */
export async function embedCaptions(
  captions: readonly string[],
  encoder: Encoder,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (captions.length === 0) return undefined;
  const { dim } = encoder.model;
  // Captions repeat; each text is embedded once.
  const texts = [...new Set(captions)];
  const byText = new Map<string, Float32Array>();
  const bar = new ProgressBar('captions', texts.length);
  for (let start = 0; start < texts.length; start += TEXT_STEP) {
    signal.throwIfAborted();
    const some = texts.slice(start, start + TEXT_STEP);
    const embeddings = await encoder.encodeText(some);
    some.forEach((text, i) => {
      byText.set(text, embeddings[i] as Float32Array);
    });
    bar.step(some.length);
  }
  bar.done();
  const matrix = new Float32Array(captions.length * dim);
  captions.forEach((caption, row) => {
    matrix.set(byText.get(caption) as Float32Array, row * dim);
  });
  return writeEmbeddings(matrix, 'int8', dim);
}
