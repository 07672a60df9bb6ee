import type { Rectangle } from '@/lib/patches/grid';

/** A part larger than this is shown smaller, px. */
const MOST = 768;

/** A part of a picture, to be shown. @returns An object URL; null where the browser cannot show the picture. */
export async function pictureOfPart(src: string, part: Rectangle): Promise<string | null> {
  try {
    const image = await loaded(src);
    const scale = Math.min(1, MOST / Math.max(part.width, part.height));
    const width = Math.max(1, Math.round(part.width * scale));
    const height = Math.max(1, Math.round(part.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, width, height);
    return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 }));
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
