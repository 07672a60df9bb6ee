import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { MAX_PIXELS, sniffImage } from '@/lib/image/sniff';
import type { ImageFormat, RgbaImage } from '@/lib/image/types';
import { Budget } from './budget';
import type { DoneItem, Draft } from './draft';
import type { SourceItem } from './source';

/** Longer side of a thumbnail, px. */
const THUMB_SIDE = 256;
/** Longest side that WebP can hold, px. */
const WEBP_SIDE = 16_383;

/** Decoded images at a time: one of the largest, or many small ones. */
const decoded = new Budget(MAX_PIXELS);

/**
 * Embeds one image, and writes its copy and thumbnail into the draft.
 * @param images whether copy and thumbnail are wanted
 * @throws AppError file-missing | image-…: the image is skipped; other errors end the run
 */
export async function processImage(
  item: SourceItem,
  encoder: Encoder,
  draft: Draft,
  images: boolean,
): Promise<DoneItem> {
  const { size, mtimeMs } = await statSource(item);
  const bytes = new Uint8Array(await readFile(item.path));
  const header = sniffImage(bytes, item.file);
  return decoded.use(header.width * header.height, async () => {
    const image = await decodeImage(bytes, item.file);
    const [encoding] = await encoder.encodeImages([toPixelValues(image, encoder.model.image)]);
    const copy = images
      ? await writeCopy(item.id, bytes, header.format, image, draft)
      : `${item.id}.none`;
    if (images) await writeThumb(item.id, bytes, header.format, draft);
    const embedding = encoding?.embedding ?? new Float32Array();
    return {
      id: item.id,
      file: item.file,
      bytes: size,
      changed: mtimeMs,
      copy,
      width: image.width,
      height: image.height,
      embedding: Buffer.from(embedding.buffer).toString('base64'),
    };
  });
}

/**
 * Writes an image's copy and thumbnail, and embeds nothing.
 * @param folder holds `images/` and `thumbs/`
 * @returns name of the copy, and px after EXIF rotation
 * @throws AppError file-missing | image-…
 */
export async function writePictures(
  item: SourceItem,
  folder: string,
): Promise<{ file: string; width: number; height: number }> {
  await statSource(item);
  const bytes = new Uint8Array(await readFile(item.path));
  const header = sniffImage(bytes, item.file);
  return decoded.use(header.width * header.height, async () => {
    const image = await decodeImage(bytes, item.file);
    const file = await writeCopy(item.id, bytes, header.format, image, { folder });
    await writeThumb(item.id, bytes, header.format, { folder });
    return { file, width: image.width, height: image.height };
  });
}

/** Whether the draft has this image already, as it is now. */
export async function isDone(item: SourceItem, draft: Draft): Promise<boolean> {
  const done = draft.done.get(item.id);
  if (!done || done.file !== item.file) return false;
  const now = await stat(item.path).catch(() => null);
  return now !== null && now.size === done.bytes && now.mtimeMs === done.changed;
}

async function statSource({ path, file }: SourceItem): Promise<{ size: number; mtimeMs: number }> {
  return stat(path).catch((cause: unknown) => {
    throw new AppError('file-missing', `${file} is not there.`, 'Add it to the folder.', { cause });
  });
}

/** The file as it is where browsers show it; a TIFF as the pixels that were embedded. @returns its name */
async function writeCopy(
  id: string,
  bytes: Uint8Array,
  format: ImageFormat,
  image: RgbaImage,
  draft: Pick<Draft, 'folder'>,
): Promise<string> {
  const { width, height, data } = image;
  const tooWide = Math.max(width, height) > WEBP_SIDE;
  const ending =
    format === 'tiff' ? (tooWide ? 'png' : 'webp') : format === 'jpeg' ? 'jpg' : format;
  const path = join(draft.folder, 'images', `${id}.${ending}`);
  if (format !== 'tiff') {
    await writeFile(path, bytes);
  } else {
    const pixels = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
    const opaque = pixels.removeAlpha();
    await writeFile(
      path,
      await (tooWide ? opaque.png() : opaque.webp({ lossless: true })).toBuffer(),
    );
  }
  return `${id}.${ending}`;
}

/** The image as it looks (with its colour profile), scaled down. */
async function writeThumb(
  id: string,
  bytes: Uint8Array,
  format: ImageFormat,
  draft: Pick<Draft, 'folder'>,
): Promise<void> {
  const thumb = await sharp(bytes, {
    autoOrient: format !== 'webp',
    failOn: 'none', // It was decoded whole before.
    limitInputPixels: false,
  })
    .resize(THUMB_SIDE, THUMB_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .webp({ quality: 80 })
    .toBuffer();
  // Not by sharp's toFile: it hides which error (a full disk) the system gave.
  await writeFile(join(draft.folder, 'thumbs', `${id}.webp`), thumb);
}
