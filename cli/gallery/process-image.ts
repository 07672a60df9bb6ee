import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { printHash } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import type { Encoder } from '@/lib/encoder/encoder';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { hasDecoder } from '@/lib/image/formats/formats';
import { toPixelValues } from '@/lib/image/preprocess';
import { MAX_PIXELS, sniffImage } from '@/lib/image/sniff';
import type { ImageFormat, RgbaImage } from '@/lib/image/types';
import { Budget } from './budget';
import type { DoneItem, Draft } from './draft';
import { type BuildOptions, THUMBS } from './options';
import type { SourceItem } from './source';

/** Longest side that WebP can hold, px. */
const WEBP_SIDE = 16_383;

/** Decoded images at a time: one of the largest, or many small ones. */
const decoded = new Budget(MAX_PIXELS);

/**
 * Embeds one image, and writes its copy and thumbnail into the draft.
 * @param options whether copy and thumbnail are wanted, and how thumbnails are written
 * @throws AppError file-missing | image-…: the image is skipped; other errors end the run
 */
export async function processImage(
  item: SourceItem,
  encoder: Encoder,
  draft: Draft,
  { images, thumbs }: Pick<BuildOptions, 'images' | 'thumbs'>,
): Promise<DoneItem> {
  const state = await item.state();
  const bytes = await item.read();
  const header = sniffImage(bytes, item.file);
  return decoded.use(header.width * header.height, async () => {
    const image = await decodeImage(bytes, item.file);
    const [encoding] = await encoder.encodeImages([toPixelValues(image, encoder.model.image)]);
    const copy = images
      ? await writeCopy(item.id, bytes, header.format, image, draft)
      : `${item.id}.none`;
    if (images) await writeThumb(item.id, bytes, header.format, image, draft, thumbs);
    const hash = hashOfPicture(image);
    const embedding = encoding?.embedding ?? new Float32Array();
    return {
      id: item.id,
      file: item.file,
      ...state,
      copy,
      width: image.width,
      height: image.height,
      ...(hash && { hash: printHash(hash) }),
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
  await item.state(); // Refuses what is not a file: reading a pipe would wait for ever.
  const bytes = await item.read();
  const header = sniffImage(bytes, item.file);
  return decoded.use(header.width * header.height, async () => {
    const image = await decodeImage(bytes, item.file);
    const file = await writeCopy(item.id, bytes, header.format, image, { folder });
    await writeThumb(item.id, bytes, header.format, image, { folder }, THUMBS);
    return { file, width: image.width, height: image.height };
  });
}

/** Whether the draft has this image already, as it is now. */
export async function isDone(item: SourceItem, draft: Draft): Promise<boolean> {
  const done = draft.done.get(item.id);
  if (!done || done.file !== item.file) return false;
  const now = await item.state().catch(() => null);
  return now !== null && now.bytes === done.bytes && now.changed === done.changed;
}

/** The file as it is where browsers show it; others as the pixels that were embedded. @returns its name */
async function writeCopy(
  id: string,
  bytes: Uint8Array,
  format: ImageFormat,
  image: RgbaImage,
  draft: Pick<Draft, 'folder'>,
): Promise<string> {
  const tooWide = Math.max(image.width, image.height) > WEBP_SIDE;
  const ending = !isShown(format) ? (tooWide ? 'png' : 'webp') : format === 'jpeg' ? 'jpg' : format;
  const path = join(draft.folder, 'images', `${id}.${ending}`);
  if (isShown(format)) {
    await writeFile(path, bytes);
  } else {
    const opaque = fromPixels(image).removeAlpha();
    await writeFile(
      path,
      await (tooWide ? opaque.png() : opaque.webp({ lossless: true })).toBuffer(),
    );
  }
  return `${id}.${ending}`;
}

/** Whether browsers, and sharp, read a format themselves. */
const isShown = (format: ImageFormat): boolean => !hasDecoder(format);

function fromPixels({ width, height, data }: RgbaImage) {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
}

/** The image as it looks (with its colour profile), scaled down; what browsers do not show as the pixels that were embedded. */
async function writeThumb(
  id: string,
  bytes: Uint8Array,
  format: ImageFormat,
  image: RgbaImage,
  draft: Pick<Draft, 'folder'>,
  { side, quality }: BuildOptions['thumbs'],
): Promise<void> {
  const options = {
    autoOrient: format !== 'webp',
    failOn: 'none', // It was decoded whole before.
    limitInputPixels: false,
  } as const;
  const thumb = await (isShown(format) ? sharp(bytes, options) : fromPixels(image))
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .webp({ quality })
    .toBuffer();
  // Not by sharp's toFile: it hides which error (a full disk) the system gave.
  await writeFile(join(draft.folder, 'thumbs', `${id}.webp`), thumb);
}
