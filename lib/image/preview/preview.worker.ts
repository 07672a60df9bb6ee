import { sniffImage } from '../sniff';

/** Makes one picture small, and answers with it; null where it cannot be decoded or drawn. */
self.onmessage = async ({ data }: MessageEvent<{ file: Blob; most: number }>) => {
  self.postMessage(await smaller(data.file, data.most).catch(() => null));
};

async function smaller(file: Blob, most: number): Promise<Blob | null> {
  const bytes = await file.arrayBuffer();
  const { format, orientation, width, height } = sniffImage(new Uint8Array(bytes));
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) return null;
  // Upright only: whether a decoder's frame is turned by EXIF differs between browsers.
  const eighths = Math.ceil(8 * scale);
  const draft =
    format === 'jpeg' && orientation === 1 && eighths < 8
      ? await drafted(bytes, Math.ceil((width * eighths) / 8), Math.ceil((height * eighths) / 8))
      : null;
  const image = draft ?? (await createImageBitmap(file));
  // As the encoder sees it: what is transparent lies on white.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Of many pixels each takes its part: the default would pick a few.
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

/**
 * A JPEG decoded at some eighths of its size, which is how its blocks come cheapest: half of the time, and a
 * fraction of the memory.
 * @returns null where the browser has no such decoder
 */
async function drafted(data: ArrayBuffer, desiredWidth: number, desiredHeight: number) {
  if (typeof ImageDecoder === 'undefined') return null;
  try {
    const decoder = new ImageDecoder({ data, type: 'image/jpeg', desiredWidth, desiredHeight });
    const { image } = await decoder.decode();
    decoder.close();
    return image;
  } catch {
    return null;
  }
}
