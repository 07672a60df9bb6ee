import type { Finding } from '@/components/relevance/findings';
import { type Layer, mapPixels } from '@/components/relevance/map-pixels';
import { cssColorOf } from '@/components/relevance/palette';
import type { Survey } from '@/lib/find/types';
import { loaded } from '../part-picture';

/** Larger pictures are drawn smaller: not every browser has larger canvases, px. */
const MOST = 4096;
/** A file of more bytes is drawn smaller again: it is to be sent and put into documents. */
const MOST_BYTES = 2e6;
/** Least longer side, px: in a smaller picture outlines could not be distinguished. */
const LEAST = 640;

interface Overlay {
  readonly src: string;
  readonly survey: Survey;
  readonly layers: readonly Layer[];
  readonly findings: readonly Finding[];
  /** Of the map, 0..1; 0: outlines alone. */
  readonly opacity: number;
}

/** The picture with its outlines, as PNG of at most 2 MB. @throws where the browser cannot show the picture */
export async function overlayImage(overlay: Overlay): Promise<Blob> {
  const image = await loaded(overlay.src);
  const { width, height } = overlay.survey;
  const longer = Math.max(width, height);
  let side = Math.min(MOST, longer);
  for (;;) {
    const file = await drawn(image, overlay, side / longer);
    if (file.size <= MOST_BYTES || side <= LEAST) return file;
    // A PNG's size goes with its area.
    side = Math.max(LEAST, Math.floor(side * 0.97 * Math.sqrt(MOST_BYTES / file.size)));
  }
}

function drawn(image: HTMLImageElement, overlay: Overlay, scale: number): Promise<Blob> {
  const { survey, layers, findings, opacity } = overlay;
  const width = Math.round(survey.width * scale);
  const height = Math.round(survey.height * scale);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas here.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  if (opacity > 0) {
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = survey.method !== 'tiles';
    context.drawImage(mapCanvas(layers, survey), 0, 0, width, height);
    context.globalAlpha = 1;
  }
  const line = Math.max(2, Math.round(Math.min(width, height) / 500));
  for (const { feature, places } of findings) {
    for (const { rings } of places) {
      const path = new Path2D();
      for (const ring of rings) {
        for (const [i, [x, y]] of ring.entries())
          path[i === 0 ? 'moveTo' : 'lineTo'](x * scale, y * scale);
        path.closePath();
      }
      outline(context, path, cssColorOf(feature, 1), line);
    }
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A dark line under a light one shows on any picture; the fill leaves its colours. */
function outline(
  context: OffscreenCanvasRenderingContext2D,
  path: Path2D,
  color: string,
  line: number,
): void {
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 0.65)';
  context.lineWidth = line * 2.2;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = line;
  context.stroke(path);
  context.globalAlpha = 0.14;
  context.fillStyle = color;
  context.fill(path, 'evenodd');
  context.globalAlpha = 1;
}

function mapCanvas(layers: readonly Layer[], { grid }: Survey): OffscreenCanvas {
  const { rows, cols } = grid;
  const canvas = new OffscreenCanvas(cols, rows);
  const pixels = new ImageData(mapPixels(layers, rows * cols), cols, rows);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
