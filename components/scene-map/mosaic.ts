import type { Frame } from './canvas-layer';
import type { MapPlace } from './places';

/** Thumbnails that are decoded at once. */
const AT_ONCE = 6;
/** Of all bitmaps that are kept. */
const MOST_BYTES = 160e6;
/** Px of the longer side at which bitmaps are kept: a whole scene shows thousands of chips, each a few px wide. */
const LEVELS = [32, 96, 256] as const;
/** A level is enough for what is drawn a little larger. */
const ENOUGH = 1.25;
/** Addresses that are asked for in one drawing: those of own pictures are made then, which takes longer than drawing. */
const NEW_URLS = 40;
/** Less than so many px show nothing. */
const LEAST = 1.5;

type Level = (typeof LEVELS)[number];

/** Draws thumbnails where their items lie, so that they make the scene again. They are decoded when they come into view. */
export class Mosaic {
  private readonly bitmaps = new Map<string, ImageBitmap>();
  private readonly broken = new Set<string>();
  /** An item that is read again in other bands is another place, with another thumbnail. */
  private readonly urls = new WeakMap<MapPlace, string>();
  private newUrls = 0;
  private readonly loading = new Set<string>();
  private wanted: { url: string; level: Level; distance: number }[] = [];
  private bytes = 0;
  private closed = false;

  /**
   * @param urlOf address of an item's thumbnail; '' where it has none
   * @param onPicture called when there is more to draw
   */
  constructor(
    private readonly urlOf: (place: MapPlace) => string,
    private readonly onPicture: () => void,
  ) {}

  draw(context: CanvasRenderingContext2D, frame: Frame, places: readonly MapPlace[]): void {
    const { centre, resolution, width, height } = frame;
    const toX = (x: number) => (x - centre[0]) / resolution + width / 2;
    const toY = (y: number) => (centre[1] - y) / resolution + height / 2;
    this.wanted = [];
    this.newUrls = 0;
    context.imageSmoothingQuality = 'medium';
    for (const place of places) {
      if (place.point) continue;
      const [ul, ur, lr, ll] = place.corners;
      const xs = [toX(ul[0]), toX(ur[0]), toX(lr[0]), toX(ll[0])] as const;
      const ys = [toY(ul[1]), toY(ur[1]), toY(lr[1]), toY(ll[1])] as const;
      if (Math.max(...xs) < 0 || Math.min(...xs) > width) continue;
      if (Math.max(...ys) < 0 || Math.min(...ys) > height) continue;
      const side = Math.max(
        Math.hypot(xs[1] - xs[0], ys[1] - ys[0]),
        Math.hypot(xs[3] - xs[0], ys[3] - ys[0]),
      );
      if (side < LEAST) continue;
      const level = LEVELS.find((one) => one * ENOUGH >= side) ?? LEVELS[LEVELS.length - 1];
      const bitmap = this.best(place, level as Level, () =>
        Math.hypot(xs[0] - width / 2, ys[0] - height / 2),
      );
      if (!bitmap) continue;
      const [w, h] = [bitmap.width, bitmap.height];
      context.setTransform(
        (xs[1] - xs[0]) / w,
        (ys[1] - ys[0]) / w,
        (xs[3] - xs[0]) / h,
        (ys[3] - ys[0]) / h,
        xs[0],
        ys[0],
      );
      // Half a px larger: between neighbours no line shows.
      const [ex, ey] = [(0.5 * w) / side, (0.5 * h) / side];
      context.drawImage(bitmap, -ex, -ey, w + 2 * ex, h + 2 * ey);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.load();
  }

  close(): void {
    this.closed = true;
    for (const bitmap of this.bitmaps.values()) bitmap.close();
    this.bitmaps.clear();
  }

  /** The bitmap of this level; another one, where that is still to be decoded. */
  private best(place: MapPlace, level: Level, distance: () => number): ImageBitmap | undefined {
    const url = this.addressOf(place);
    if (url === '' || this.broken.has(url)) return undefined;
    const key = `${level} ${url}`;
    const known = this.bitmaps.get(key);
    if (known) {
      // The ones that were drawn last stay longest.
      this.bitmaps.delete(key);
      this.bitmaps.set(key, known);
      return known;
    }
    if (!this.loading.has(key)) this.wanted.push({ url, level, distance: distance() });
    for (const other of LEVELS) {
      const bitmap = this.bitmaps.get(`${other} ${url}`);
      if (bitmap) return bitmap;
    }
    return undefined;
  }

  /** '' where there is no thumbnail, or not in this drawing: each one that arrives is followed by another drawing. */
  private addressOf(place: MapPlace): string {
    const known = this.urls.get(place);
    if (known !== undefined) return known;
    if (place.item.image !== false && this.newUrls++ >= NEW_URLS) return '';
    const url = place.item.image === false ? '' : this.urlOf(place);
    if (url !== '') this.urls.set(place, url);
    return url;
  }

  private load(): void {
    this.wanted.sort((a, b) => b.distance - a.distance);
    while (this.loading.size < AT_ONCE) {
      const next = this.wanted.pop();
      if (!next) return;
      void this.decode(next.url, next.level);
    }
  }

  private async decode(url: string, level: Level): Promise<void> {
    const key = `${level} ${url}`;
    this.loading.add(key);
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      const scale = Math.min(1, level / Math.max(image.naturalWidth, image.naturalHeight));
      const bitmap = await createImageBitmap(image, {
        resizeWidth: Math.max(1, Math.round(image.naturalWidth * scale)),
        resizeHeight: Math.max(1, Math.round(image.naturalHeight * scale)),
        resizeQuality: 'medium',
      });
      if (this.closed) return bitmap.close();
      this.keep(key, bitmap);
    } catch {
      this.broken.add(url); // It has no thumbnail, or one that cannot be read: its footprint is drawn all the same.
    } finally {
      this.loading.delete(key);
    }
    this.load();
    this.onPicture();
  }

  private keep(key: string, bitmap: ImageBitmap): void {
    this.bitmaps.set(key, bitmap);
    this.bytes += 4 * bitmap.width * bitmap.height;
    for (const [oldest, old] of this.bitmaps) {
      if (this.bytes <= MOST_BYTES || oldest === key) return;
      this.bitmaps.delete(oldest);
      this.bytes -= 4 * old.width * old.height;
      old.close();
    }
  }
}
