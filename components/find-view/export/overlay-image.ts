import type { Finding } from '@/components/relevance/findings';
import { type Layer, mapPixels } from '@/components/relevance/map-pixels';
import { cssColorOf } from '@/components/relevance/palette';
import type { Survey } from '@/lib/find/types';
import { loaded } from '../part-picture';

/** Larger pictures are drawn smaller: not every browser has larger canvases, px. */
const MOST = 4096;

interface Overlay {
  readonly src: string;
  readonly survey: Survey;
  readonly layers: readonly Layer[];
  readonly findings: readonly Finding[];
  /** 0..1 */
  readonly opacity: number;
}

/** The picture with its map and places, as PNG. @throws where the browser cannot show the picture */
export async function overlayImage({
  src,
  survey,
  layers,
  findings,
  opacity,
}: Overlay): Promise<Blob> {
  const image = await loaded(src);
  const scale = Math.min(1, MOST / Math.max(survey.width, survey.height));
  const width = Math.round(survey.width * scale);
  const height = Math.round(survey.height * scale);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas here.');
  context.drawImage(image, 0, 0, width, height);
  context.globalAlpha = opacity;
  context.imageSmoothingEnabled = survey.method !== 'tiles';
  context.drawImage(mapCanvas(layers, survey), 0, 0, width, height);
  context.globalAlpha = 1;
  context.lineWidth = Math.max(2, Math.round(Math.min(width, height) / 400));
  for (const { feature, places } of findings) {
    context.strokeStyle = cssColorOf(feature, 1);
    for (const { box } of places) {
      context.strokeRect(box.x * scale, box.y * scale, box.width * scale, box.height * scale);
    }
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

function mapCanvas(layers: readonly Layer[], { grid }: Survey): OffscreenCanvas {
  const { rows, cols } = grid;
  const canvas = new OffscreenCanvas(cols, rows);
  const pixels = new ImageData(mapPixels(layers, rows * cols), cols, rows);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
