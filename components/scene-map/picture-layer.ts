import type Layer from 'ol/layer/Layer.js';
import { CanvasLayer } from './canvas-layer';
import { Mosaic } from './mosaic';
import { drawOutlines } from './outlines';
import type { MapPlace } from './places';

/** Thumbnails that arrive are drawn together, ms. */
const TOGETHER = 120;

/** The lowest layer: the items' pictures where they lie, and their outlines. */
export class PictureLayer {
  places: readonly MapPlace[] = [];
  private readonly canvas: CanvasLayer;
  private readonly mosaic: Mosaic;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param urlOf address of an item's thumbnail; '' where it has none */
  constructor(urlOf: (place: MapPlace) => string) {
    this.canvas = new CanvasLayer((context, frame, ratio) => {
      this.mosaic.draw(context, frame, this.places);
      drawOutlines(context, frame, this.places, ratio);
    });
    this.mosaic = new Mosaic(urlOf, () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.changed();
      }, TOGETHER);
    });
  }

  get layer(): Layer {
    return this.canvas.layer;
  }

  /** Draws it anew. */
  changed(): void {
    this.canvas.changed();
  }

  close(): void {
    clearTimeout(this.timer);
    this.mosaic.close();
  }
}
