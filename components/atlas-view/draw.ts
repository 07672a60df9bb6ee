import type { Point, Size } from '@/components/pictures/zoom/viewport';
import type { GalleryItem } from '@/lib/gallery/types';
import { type Camera, scaleOf, toCanvas } from './camera';
import type { Colours } from './colours';
import { colourOf, type DotRaster } from './dot-raster';
import type { Pictures } from './pictures';

/** Side of a thumbnail, px; of two that would overlap one is drawn. */
export const THUMB = 52;
/** From here on thumbnails are drawn. */
const NEAR = 2.2;
const LABEL_FONT = '600 14px system-ui, sans-serif';

export interface Scene {
  readonly positions: Float32Array;
  readonly items: readonly GalleryItem[];
  readonly colours: Colours;
  /** Rows in the order in which they are drawn, see {@link orderOf}. */
  readonly order: Uint32Array;
  /** By row: whether it answers the query; null where nothing is asked. */
  readonly lit: Uint8Array | null;
  /** By row: whether the filters let it pass; null where there are none. */
  readonly passing: Uint8Array | null;
  readonly selected: ReadonlySet<string>;
  readonly labels: readonly { readonly name: string; readonly at: Point }[];
  /** What is being drawn around, px of the canvas. */
  readonly lasso: readonly Point[];
  /** Whether the canvas has the focus: its middle is marked. */
  readonly focused: boolean;
}

export interface Theme {
  readonly paper: string;
  readonly ink: string;
  readonly accent: string;
}

/** Draws the map. @param density drawn under it @param ratio px of the device a px */
export function drawAtlas(
  context: CanvasRenderingContext2D,
  size: Size,
  camera: Camera,
  scene: Scene,
  theme: Theme,
  pictures: Pictures,
  density: CanvasImageSource,
  raster: DotRaster,
  ratio: number,
): void {
  const { items, lit, selected } = scene;
  context.clearRect(0, 0, size.width, size.height);
  const origin = toCanvas(camera, size, { x: 0, y: 0 });
  const side = scaleOf(camera, size);
  context.globalAlpha = lit ? 0.25 : 0.5;
  context.drawImage(density, origin.x, origin.y, side, side);
  const thumbs = drawDots(context, size, camera, scene, theme, raster, ratio);
  pictures.begin();
  for (const row of thumbs.reverse()) {
    const item = items[row] as GalleryItem;
    const picture = pictures.get(item);
    if (!picture) continue;
    const at = toCanvas(camera, size, placeOf(scene.positions, row));
    context.globalAlpha = !lit || lit[row] === 1 ? 1 : 0.3;
    context.drawImage(picture, at.x - THUMB / 2, at.y - THUMB / 2, THUMB, THUMB);
    const marked = selected.has(item.id) || lit?.[row] === 1;
    context.lineWidth = marked ? 3 : 1;
    context.strokeStyle = marked ? theme.accent : theme.paper;
    context.strokeRect(at.x - THUMB / 2, at.y - THUMB / 2, THUMB, THUMB);
  }
  pictures.end();
  context.globalAlpha = 1;
  drawLabels(context, size, camera, scene, theme);
  drawLasso(context, scene.lasso, theme);
  if (scene.focused) drawMiddle(context, size, theme);
}

/** Draws a dot an item. @returns the rows of which a thumbnail is drawn over it */
function drawDots(
  context: CanvasRenderingContext2D,
  size: Size,
  camera: Camera,
  { positions, items, colours, order, lit, passing, selected }: Scene,
  theme: Theme,
  raster: DotRaster,
  ratio: number,
): number[] {
  const side = scaleOf(camera, size);
  const [left, top] = [size.width / 2 - camera.x * side, size.height / 2 - camera.y * side];
  const radius = Math.min(5, 1.6 + 0.9 * Math.sqrt(camera.z));
  const palette = colours.palette.map(colourOf);
  const accent = colourOf(theme.accent);
  const outlined: { x: number; y: number; radius: number }[] = [];
  raster.begin(Math.ceil(size.width * ratio), Math.ceil(size.height * ratio));
  const near = camera.z >= NEAR;
  const candidates: number[] = [];
  for (const row of order) {
    const [x, y] = [
      (positions[2 * row] as number) * side,
      (positions[2 * row + 1] as number) * side,
    ];
    const [atX, atY] = [left + x, top + y];
    if (atX < -THUMB || atY < -THUMB || atX > size.width + THUMB || atY > size.height + THUMB)
      continue;
    const passes = !passing || passing[row] === 1;
    const shines = passes && lit?.[row] === 1;
    const alpha = !passes ? 0.12 : !lit || shines ? 0.9 : 0.22;
    const colour = shines ? accent : (palette[colours.of[row] as number] as number);
    const wide = shines ? radius + 1.5 : radius;
    raster.dot(colour, alpha, atX * ratio, atY * ratio, wide * ratio);
    if (selected.size > 0 && selected.has(items[row]?.id as string)) {
      outlined.push({ x: atX, y: atY, radius: wide });
    }
    if (near && passes) candidates.push(row);
  }
  context.globalAlpha = 1;
  const drawn = raster.end();
  context.drawImage(drawn, 0, 0, drawn.width / ratio, drawn.height / ratio);
  context.lineWidth = 2;
  context.strokeStyle = theme.ink;
  context.beginPath();
  for (const { x, y, radius: wide } of outlined) {
    context.moveTo(x + wide, y);
    context.arc(x, y, wide, 0, 2 * Math.PI);
  }
  context.stroke();
  return thumbsOf(candidates.reverse(), positions, side);
}

/**
 * The first of the rows whose thumbnails would overlap. By cells of the map, not of the canvas: the same thumbnails stay
 * while it is moved.
 */
function thumbsOf(rows: readonly number[], positions: Float32Array, side: number): number[] {
  const taken = new Set<number>();
  const cellOf = (along: number) => Math.floor((along * side) / (THUMB + 8));
  return rows.filter((row) => {
    const { x, y } = placeOf(positions, row);
    const cell = cellOf(x) + ACROSS * cellOf(y);
    if (taken.has(cell)) return false;
    taken.add(cell);
    return true;
  });
}

/** More cells than a row of the map has. */
const ACROSS = 1 << 20;

/**
 * Rows in the order in which they are drawn: what does not pass lies under everything, what is lit on top. Of thumbnails
 * that would overlap, the last is drawn.
 */
export function orderOf(
  items: number,
  lit: Uint8Array | null,
  passing: Uint8Array | null,
): Uint32Array {
  const rankOf = (row: number) => (passing?.[row] === 0 ? 0 : lit?.[row] === 1 ? 2 : 1);
  const rows = Array.from({ length: items }, (_, row) => row);
  return Uint32Array.from([0, 1, 2].flatMap((rank) => rows.filter((row) => rankOf(row) === rank)));
}

export function placeOf(positions: Float32Array, row: number): Point {
  return { x: positions[2 * row] as number, y: positions[2 * row + 1] as number };
}

function drawLabels(
  context: CanvasRenderingContext2D,
  size: Size,
  camera: Camera,
  { labels }: Scene,
  theme: Theme,
): void {
  context.font = LABEL_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const taken: { x: number; y: number; half: number; name: string }[] = [];
  for (const { name, at } of labels) {
    const { x, y } = toCanvas(camera, size, at);
    const half = context.measureText(name).width / 2 + 6;
    if (x < -half || y < 0 || x > size.width + half || y > size.height) continue;
    const overlaps = taken.some(
      (other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 22,
    );
    if (overlaps || name === '') continue;
    taken.push({ x, y, half, name });
    context.lineWidth = 5;
    context.strokeStyle = theme.paper;
    context.strokeText(name, x, y);
    context.fillStyle = theme.ink;
    context.fillText(name, x, y);
  }
}

function drawLasso(
  context: CanvasRenderingContext2D,
  lasso: readonly Point[],
  { accent }: Theme,
): void {
  if (lasso.length < 2) return;
  context.beginPath();
  for (const { x, y } of lasso) context.lineTo(x, y);
  context.closePath();
  context.lineWidth = 2;
  context.strokeStyle = accent;
  context.stroke();
  context.globalAlpha = 0.12;
  context.fillStyle = accent;
  context.fill();
  context.globalAlpha = 1;
}

function drawMiddle(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  { ink }: Theme,
): void {
  const [x, y] = [width / 2, height / 2];
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + 6 * dx, y + 6 * dy);
    context.lineTo(x + 14 * dx, y + 14 * dy);
  }
  context.lineWidth = 2;
  context.strokeStyle = ink;
  context.stroke();
}
