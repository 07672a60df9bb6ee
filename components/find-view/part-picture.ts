import type { Rectangle } from '@/lib/patches/grid';

/** A part larger than this is shown smaller, px. */
const MOST = 768;

/**
 * A part of a picture, to be shown.
 * @param src may show the picture smaller than it is
 * @param part px of the picture
 * @param across width of the picture, px
 * @returns null where the browser cannot show the picture
 */
export async function pictureOfPart(
  src: string,
  part: Rectangle,
  across: number,
): Promise<Blob | null> {
  try {
    const image = await loaded(src);
    const shown = image.naturalWidth / across;
    const [x, y, w, h] = [part.x, part.y, part.width, part.height].map((side) => side * shown) as [
      number,
      number,
      number,
      number,
    ];
    const scale = Math.min(1, MOST / Math.max(w, h));
    const width = Math.max(1, Math.round(w * scale));
    const height = Math.max(1, Math.round(h * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.drawImage(image, x, y, w, h, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
  } catch {
    return null;
  }
}

/** An image that has arrived whole. @throws where it cannot be shown */
export async function loaded(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return image;
}
