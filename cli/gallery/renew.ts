import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { captionsOf, readEmbeddings, writeEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { defaultFiles } from '@/lib/model/manifest';
import { DEFAULT_KIND, KINDS } from '@/lib/search-index/kinds/registry';
import { openModel } from '../shared/model';
import { nativeRuntime } from '../shared/native';
import { ProgressBar } from '../shared/progress';
import { writeListFor } from './build';
import type { Answers } from './certainty/ask';
import { renewAnswers } from './certainty/renew';
import { unknownGallery } from './folders';
import { makeIndex } from './index-file';
import type { RenewOptions } from './options';
import { embedCaptions, writeAsset } from './write';

const DTYPE = 'int8';

/**
 * Embeds a gallery's pictures and captions again, with its model as it is now: after the model was trained or imported
 * anew. Its pictures, names and captions stay as they are; files are replaced when all has been embedded.
 * @throws AppError gallery-unknown | file-missing, naming the first picture that is not there | image-… | cancelled
 */
export async function renew(options: RenewOptions, signal: AbortSignal): Promise<Answers> {
  const { out, id, publicDir, threads } = options;
  const folder = join(out, id);
  const path = join(folder, 'gallery.json');
  if (!existsSync(path)) throw unknownGallery(out, id);
  const gallery = parseGallery(JSON.parse(await readFile(path, 'utf8')));
  const pictures = await picturesIn(options.from ?? join(folder, 'images'));
  const given = await nativeRuntime((message) => process.stderr.write(`${message}\n`));
  const encoder = await openModel(publicDir, gallery.model, { threads, given });
  try {
    const { model } = encoder;
    const bar = new ProgressBar('images', gallery.items.length);
    const matrix = new Float32Array(gallery.items.length * model.dim);
    for (const [row, item] of gallery.items.entries()) {
      signal.throwIfAborted();
      const file = pictures.get(parse(item.file).name) ?? pictures.get(item.id);
      if (file === undefined) throw missing(item.file, options.from);
      const image = await decodeImage(await readFile(file), item.file);
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
    const renewed = {
      ...rest,
      modelSha256: vision.sha256,
      textSha256: text.sha256,
      dim: model.dim,
      embeddings: { ...(await writeAsset(folder, 'embeddings.bin', bytes)), dtype: DTYPE },
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
    };
    await writeFile(`${path}.new`, `${JSON.stringify(parseGallery(renewed), null, 1)}\n`);
    await rename(`${path}.new`, path);
  } finally {
    await encoder.dispose();
  }
  const answers = await renewAnswers(out, publicDir, id);
  await writeListFor(options);
  return answers;
}

/** Paths of a folder's files by their names without endings. @throws AppError file-missing */
async function picturesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(folder).catch((cause) => {
    throw new AppError(
      'file-missing',
      `There are no pictures in ${folder}.`,
      'Name the folder that holds them with --from.',
      { cause },
    );
  });
  return new Map(files.map((file) => [parse(file).name, join(folder, file)]));
}

function missing(file: string, from: string | undefined): AppError {
  return new AppError(
    'file-missing',
    `${file} is not among the pictures${from === undefined ? '' : ` of ${from}`}; the gallery stays as it was.`,
    'Bring its pictures, or name the folder that holds them with --from.',
  );
}
