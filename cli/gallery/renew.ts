import { readFile } from 'node:fs/promises';
import { captionsOf, readEmbeddings, writeEmbeddings } from '@/lib/gallery/embeddings';
import type { EmbeddingsFile, GalleryItem } from '@/lib/gallery/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { defaultFiles } from '@/lib/model/manifest';
import { DEFAULT_KIND, KINDS } from '@/lib/search-index/kinds/registry';
import { openModel } from '../shared/model';
import { nativeRuntime } from '../shared/native';
import { ProgressBar } from '../shared/progress';
import { writeAtlas } from './atlas';
import { writeListFor } from './build';
import type { Answers } from './certainty/ask';
import { renewAnswers } from './certainty/renew';
import { withHash } from './hash';
import { makeIndex } from './index-file';
import { openGallery, replaceManifest } from './manifest-file';
import type { RenewOptions } from './options';
import { picturesOf } from './pictures';
import { embedCaptions } from './write';
import { writeAsset } from './write-asset';

const DTYPE = 'int8';

/**
 * Embeds a gallery's pictures and captions again, with its model as it is now: after the model was trained or imported
 * anew, hashes its pictures and computes the positions of its Atlas. Its pictures, names and captions stay as they are;
 * files are replaced when all has been embedded.
 * @throws AppError gallery-unknown | file-missing, naming the first picture that is not there | image-… | cancelled
 */
export async function renew(options: RenewOptions, signal: AbortSignal): Promise<Answers> {
  const { out, id, publicDir, threads } = options;
  const { folder, gallery } = await openGallery(out, id);
  const pathOf = await picturesOf(folder, options.from);
  const given = await nativeRuntime((message) => process.stderr.write(`${message}\n`));
  const encoder = await openModel(publicDir, gallery.model, { threads, given });
  try {
    const { model } = encoder;
    const bar = new ProgressBar('images', gallery.items.length);
    const items: GalleryItem[] = [];
    const matrix = new Float32Array(gallery.items.length * model.dim);
    for (const [row, item] of gallery.items.entries()) {
      signal.throwIfAborted();
      const image = await decodeImage(await readFile(pathOf(item)), item.file);
      items.push(withHash(item, image));
      const [encoding] = await encoder.encodeImages([toPixelValues(image, model.image)]);
      matrix.set(encoding?.embedding ?? [], row * model.dim);
      bar.step(1, item.file);
    }
    bar.done();
    const bytes = writeEmbeddings(matrix, DTYPE, model.dim);
    const stored = readEmbeddings(bytes, DTYPE, model.dim, gallery.items.length);
    const captions = captionsOf(gallery).map(({ text }) => text);
    const embedded = await embedCaptions(captions, encoder, signal);
    const spoken = embedded
      ? readEmbeddings(embedded, 'int8', model.dim, captions.length)
      : new Float32Array();
    const index =
      gallery.index && (await makeIndex(DEFAULT_KIND, stored, spoken, model.dim, signal)).made;
    signal.throwIfAborted();
    const { text, vision } = defaultFiles(model);
    const { index: _, captionEmbeddings: __, ...rest } = gallery;
    const embeddings: EmbeddingsFile = {
      ...(await writeAsset(folder, 'embeddings.bin', bytes)),
      dtype: DTYPE,
    };
    const renewed = {
      ...rest,
      items,
      modelSha256: vision.sha256,
      textSha256: text.sha256,
      dim: model.dim,
      embeddings,
      ...(index && {
        index: {
          ...(await writeAsset(folder, KINDS[index.settings.kind].file, index.bytes)),
          ...index.settings,
        },
      }),
      ...(embedded && {
        captionEmbeddings: {
          ...(await writeAsset(folder, 'captions.bin', embedded)),
          dtype: 'int8',
        },
      }),
      atlas: await writeAtlas(folder, stored, model.dim, embeddings),
    };
    await replaceManifest(folder, renewed);
  } finally {
    await encoder.dispose();
  }
  const answers = await renewAnswers(out, publicDir, id);
  await writeListFor(options);
  return answers;
}
