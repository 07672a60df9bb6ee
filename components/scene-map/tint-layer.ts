import type Layer from 'ol/layer/Layer.js';
import { CanvasLayer, type Frame } from './canvas-layer';
import type { MapPlace } from './places';
import { cssOf } from './styles';
import { type Similarities, stepOf, TINT_STEPS } from './tints';

/** Opacity of the tint of the most similar; that of the least is nothing. */
const MOST_OPACITY = 0.5;

/** Between the pictures and the results: every item in the colour of its similarity. */
export class TintLayer {
  places: readonly MapPlace[] = [];
  similarities: Similarities | null = null;
  private readonly canvas = new CanvasLayer((context, frame) => this.draw(context, frame));

  get layer(): Layer {
    return this.canvas.layer;
  }

  /** Draws it anew. */
  changed(): void {
    this.canvas.changed();
  }

  /** Steps of equal colour, each in one go. Where items overlap, the most similar is seen. */
  private draw(context: CanvasRenderingContext2D, frame: Frame): void {
    const { similarities } = this;
    // The visitor's own colours are few: the results are marked, and nothing else.
    if (!similarities || window.matchMedia('(forced-colors: active)').matches) return;
    const steps: Path2D[] = Array.from({ length: TINT_STEPS }, () => new Path2D());
    for (const place of this.places) {
      const step = stepOf(similarities, place.row);
      if (step !== null && !place.point) addPlace(steps[step] as Path2D, place, frame);
    }
    steps.forEach((path, step) => {
      const share = step / (TINT_STEPS - 1);
      context.globalCompositeOperation = 'destination-out';
      context.fillStyle = 'black';
      context.fill(path);
      context.globalCompositeOperation = 'source-over';
      context.fillStyle = cssOf(share, MOST_OPACITY * share ** 2);
      context.fill(path);
    });
  }
}

function addPlace(
  path: Path2D,
  { corners }: MapPlace,
  { centre, resolution, width, height }: Frame,
): void {
  const xs = corners.map(([x]) => (x - centre[0]) / resolution + width / 2);
  const ys = corners.map(([, y]) => (centre[1] - y) / resolution + height / 2);
  if (Math.max(...xs) < 0 || Math.min(...xs) > width) return;
  if (Math.max(...ys) < 0 || Math.min(...ys) > height) return;
  xs.forEach((x, i) => {
    const y = ys[i] as number;
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
}
