import Layer from 'ol/layer/Layer.js';
import type { FrameState } from 'ol/Map.js';
import ViewHint from 'ol/ViewHint.js';
import { Mosaic } from './mosaic';
import { drawOutlines } from './outlines';
import type { MapPlace } from './places';

/** Thumbnails that arrive are drawn together, ms. */
const TOGETHER = 120;
/** While the map moves it is drawn anew where that takes no longer than this, ms; else what is drawn is moved along. */
const QUICK = 8;

/** The lowest layer: the items' pictures where they lie, and their outlines. */
export class PictureLayer {
  readonly layer: Layer;
  places: readonly MapPlace[] = [];
  private readonly canvas = document.createElement('canvas');
  private readonly mosaic: Mosaic;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drawn: { x: number; y: number; resolution: number; size: string; took: number } | null =
    null;

  /** @param urlOf address of an item's thumbnail; '' where it has none */
  constructor(urlOf: (place: MapPlace) => string) {
    this.canvas.className = 'absolute inset-0 size-full origin-center';
    this.layer = new Layer({ render: (frame) => this.render(frame) });
    this.mosaic = new Mosaic(urlOf, () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.changed();
      }, TOGETHER);
    });
  }

  /** Draws it anew. */
  changed(): void {
    if (this.drawn) this.drawn.size = '';
    this.layer.changed();
  }

  close(): void {
    clearTimeout(this.timer);
    this.mosaic.close();
  }

  private render({ pixelRatio, size, viewState, viewHints }: FrameState): HTMLCanvasElement {
    const { canvas, drawn } = this;
    const { resolution } = viewState;
    const [x = 0, y = 0] = viewState.center;
    const width = Math.round((size[0] ?? 0) * pixelRatio);
    const height = Math.round((size[1] ?? 0) * pixelRatio);
    const moving = Boolean(viewHints[ViewHint.ANIMATING] || viewHints[ViewHint.INTERACTING]);
    if (moving && drawn && drawn.took > QUICK) {
      const [right, down] = [(drawn.x - x) / resolution, (y - drawn.y) / resolution];
      canvas.style.transform = `translate(${right}px, ${down}px) scale(${drawn.resolution / resolution})`;
      return canvas;
    }
    canvas.style.transform = '';
    const key = `${width} ${height}`;
    if (drawn?.x === x && drawn.y === y && drawn.resolution === resolution && drawn.size === key) {
      return canvas; // Another layer has changed.
    }
    const start = performance.now();
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext('2d');
    if (context) {
      context.clearRect(0, 0, width, height);
      const frame = { centre: [x, y], resolution: resolution / pixelRatio, width, height } as const;
      this.mosaic.draw(context, frame, this.places);
      drawOutlines(context, frame, this.places, pixelRatio);
    }
    this.drawn = { x, y, resolution, size: key, took: performance.now() - start };
    return canvas;
  }
}
