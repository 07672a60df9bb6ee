import { decodeWebp, openPicture } from '@/lib/image/decode.browser';
import type { OpenPicture } from '@/lib/image/picture';
import { isRaster } from '@/lib/image/raster/is-raster';
import type { BandChoice, Raster } from '@/lib/image/raster/types';
import type { Crop, RgbaImage } from '@/lib/image/types';

/** A part in which less than this share of the pixels is something is passed over. */
const LEAST_SHOWN = 0.1;
/** Px of the longer side that a part is read at: the encoder looks at fewer. */
const MOST_SIDE = 1024;

type Opened =
  | { readonly kind: 'raster'; readonly raster: Raster }
  | { readonly kind: 'picture'; readonly picture: OpenPicture };

/** The scene that a part was read of last. */
let held: { readonly key: string; readonly opened: Promise<Opened> } | undefined;

/**
 * A part of a large picture. Parts of one file come one after the other: it stays open, with what was decoded of it
 * lately.
 * @param choice the bands that are shown; left out, those that the reader chooses
 * @returns opaque; null where there is nothing in it
 * @throws AppError image-…
 */
export async function readPart(
  file: Blob,
  name: string,
  part: Crop,
  choice?: BandChoice,
): Promise<RgbaImage | null> {
  const opened = await openHeld(file, name.slice(0, name.lastIndexOf('/')));
  if (opened.kind === 'picture') return opened.picture.read(part);
  const scale = Math.min(1, MOST_SIDE / Math.max(part.width, part.height));
  const size = {
    width: Math.max(1, Math.round(part.width * scale)),
    height: Math.max(1, Math.round(part.height * scale)),
  };
  const image = await opened.raster.read(part, {
    ...(scale < 1 && { size }),
    ...(choice && { choice }),
  });
  if (shareShown(image) < LEAST_SHOWN) return null;
  const { ontoWhite } = await import('@/lib/image/raster/open');
  return ontoWhite(image);
}

async function openHeld(file: Blob, name: string): Promise<Opened> {
  const modified = file instanceof File ? file.lastModified : 0;
  const key = `${name} ${file.size} ${modified}`;
  if (held?.key !== key) {
    const before = held;
    held = { key, opened: open(file, name) };
    before?.opened.then(close, () => {});
  }
  try {
    return await held.opened;
  } catch (error) {
    held = undefined;
    throw error;
  }
}

async function open(file: Blob, name: string): Promise<Opened> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!isRaster(head)) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { kind: 'picture', picture: await openPicture(bytes, name) };
  }
  const { openRaster } = await import('@/lib/image/raster/open');
  return { kind: 'raster', raster: await openRaster(file, name, { webp: decodeWebp }) };
}

function close(opened: Opened): void {
  if (opened.kind === 'raster') opened.raster.close();
  else opened.picture.close();
}

function shareShown({ data, width, height }: RgbaImage): number {
  let shown = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) shown++;
  return shown / (width * height);
}
