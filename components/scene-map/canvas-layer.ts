import Layer from 'ol/layer/Layer.js';
import type { FrameState } from 'ol/Map.js';
import ViewHint from 'ol/ViewHint.js';

/** While the map moves a layer is drawn anew where that takes no longer than this, ms; else what is drawn is moved along. */
const QUICK = 8;

/** What of the plane a canvas shows. */
export interface Frame {
  /** Of the plane, in the middle of the canvas. */
  readonly centre: readonly [number, number];
  /** Of the plane, a px of the canvas. */
  readonly resolution: number;
  /** Px. */
  readonly width: number;
  readonly height: number;
}

/** A layer of the map that draws its canvas itself: thousands of items are no objects of the map. */
export class CanvasLayer {
  readonly layer: Layer;
  private readonly canvas = document.createElement('canvas');
  private drawn: { x: number; y: number; resolution: number; size: string; took: number } | null =
    null;

  /** @param draw draws on an empty canvas; `ratio` px of it are one of the page */
  constructor(
    private readonly draw: (context: CanvasRenderingContext2D, frame: Frame, ratio: number) => void,
  ) {
    this.canvas.className = 'absolute inset-0 size-full origin-center';
    this.layer = new Layer({ render: (frame) => this.render(frame) });
  }

  /** Draws it anew. */
  changed(): void {
    if (this.drawn) this.drawn.size = '';
    this.layer.changed();
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
      this.draw(context, frame, pixelRatio);
    }
    this.drawn = { x, y, resolution, size: key, took: performance.now() - start };
    return canvas;
  }
}
