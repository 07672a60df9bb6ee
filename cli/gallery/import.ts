import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import type { GalleryManifest } from '@/lib/gallery/types';
import {
  bytesIn,
  type GalleryArchive,
  galleryIn,
  manifestIn,
} from '@/lib/own-gallery/exchange/archive';
import { entriesOf, type Ranges } from '@/lib/zip/unzip';
import { writeListFor } from './build';
import type { ImportOptions } from './options';

/**
 * Unpacks an exported gallery, of a page or of another site, into a folder of its own.
 * @throws AppError file-missing | file-invalid | gallery-invalid | usage where a gallery of this id is there
 */
export async function importGallery(
  { archive: path, id, title, ...places }: ImportOptions,
  signal: AbortSignal,
): Promise<GalleryManifest> {
  const name = basename(path);
  const file = await open(path).catch((cause: unknown) => {
    throw new AppError('file-missing', `${path} cannot be opened.`, 'Check the path.', { cause });
  });
  try {
    const { size } = await file.stat();
    const entries = await entriesOf(rangesOf(file, 0, size)).catch((cause: unknown) => {
      throw new AppError('file-invalid', `${name} is no ZIP.`, 'Export the gallery once more.', {
        cause,
      });
    });
    const archive = galleryIn(name, entries);
    if (!archive) {
      throw new AppError(
        'file-invalid',
        `${name} is no exported gallery: there is no gallery.json in it.`,
        'Export one in the page: Gallery, Your galleries, Export.',
      );
    }
    const read = await manifestIn(archive);
    const gallery = { ...read, id: id ?? read.id, ...(title && { title }) };
    const folder = join(places.out, gallery.id);
    if (existsSync(folder)) {
      throw new AppError(
        'usage',
        `There is a gallery "${gallery.id}" in ${places.out}.`,
        'Give another id with --id, or remove that gallery first.',
      );
    }
    const draft = join(places.out, `.${gallery.id}.importing`);
    await rm(draft, { recursive: true, force: true });
    try {
      await unpack(archive, gallery, draft, signal);
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    await writeListFor(places);
    return gallery;
  } finally {
    await file.close();
  }
}

/** Only what `gallery.json` names is written: an archive may hold names that lead elsewhere. */
async function unpack(
  archive: GalleryArchive,
  gallery: GalleryManifest,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { atlas, ...rest } = gallery;
  const { embeddings, index, captionEmbeddings, items } = rest;
  // What was packed without its positions is imported without them: the page computes them.
  const placed = atlas && archive.entries.has(atlas.file) ? atlas : undefined;
  const needed = [embeddings, index, captionEmbeddings, placed].flatMap((file) => file?.file ?? []);
  const there = items
    .flatMap(({ id, file }) => [`images/${file}`, `thumbs/${id}.webp`])
    .filter((path) => archive.entries.has(path));
  for (const path of [...needed, ...there]) {
    signal.throwIfAborted();
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, await bytesIn(archive, path));
  }
  const written = placed ? gallery : rest;
  await writeFile(join(folder, 'gallery.json'), `${JSON.stringify(written, null, 1)}\n`);
}

type Opened = Awaited<ReturnType<typeof open>>;

/** A file of the disk, read by ranges. */
function rangesOf(file: Opened, from: number, to: number): Ranges {
  return {
    size: to - from,
    slice: (start, end) => rangesOf(file, from + start, Math.min(to, from + end)),
    async arrayBuffer() {
      const bytes = new Uint8Array(to - from);
      await file.read(bytes, 0, bytes.length, from);
      return bytes.buffer;
    },
    stream: () =>
      new ReadableStream({
        async start(out) {
          out.enqueue(new Uint8Array(await rangesOf(file, from, to).arrayBuffer()));
          out.close();
        },
      }),
  };
}
