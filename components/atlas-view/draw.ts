import type { Point, Size } from '@/components/pictures/zoom/viewport';
import type { GalleryItem } from '@/lib/gallery/types';
import { type Camera, scaleOf, toCanvas } from './camera';
import type { Pictures } from './pictures';

/** Side of a thumbnail, px; of two that would overlap one is drawn. */
const THUMB = 52;
/** From here on thumbnails are drawn. */
const NEAR = 2.2;
const LABEL_FONT = '600 14px system-ui, sans-serif';

export interface Scene {
  readonly positions: Float32Array;
  readonly items: readonly GalleryItem[];
  /** A colour an item. */
  readonly colours: readonly string[];
  /** By row: whether it answers the query; null where nothing is asked. */
  readonly lit: Uint8Array | null;
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

/** Draws the map. @param density drawn under it */
export function drawAtlas(
  context: CanvasRenderingContext2D,
  size: Size,
  camera: Camera,
  scene: Scene,
  theme: Theme,
  pictures: Pictures,
  density: CanvasImageSource,
): void {
  const { positions, items, colours, lit, selected } = scene;
  context.clearRect(0, 0, size.width, size.height);
  const origin = toCanvas(camera, size, { x: 0, y: 0 });
  const side = scaleOf(camera, size);
  context.globalAlpha = lit ? 0.25 : 0.5;
  context.drawImage(density, origin.x, origin.y, side, side);
  const radius = Math.min(5, 1.6 + 0.9 * Math.sqrt(camera.z));
  const rows = rowsInOrder(scene);
  const taken = new Set<string>();
  const thumbs: { row: number; at: Point }[] = [];
  for (const row of rows) {
    const at = toCanvas(camera, size, placeOf(positions, row));
    if (at.x < -THUMB || at.y < -THUMB || at.x > size.width + THUMB || at.y > size.height + THUMB)
      continue;
    const shines = lit?.[row] === 1;
    context.globalAlpha = !lit || shines ? 0.9 : 0.22;
    context.fillStyle = shines ? theme.accent : (colours[row] as string);
    context.beginPath();
    context.arc(at.x, at.y, shines ? radius + 1.5 : radius, 0, 2 * Math.PI);
    context.fill();
    if (selected.has(items[row]?.id as string)) {
      context.globalAlpha = 1;
      context.lineWidth = 2;
      context.strokeStyle = theme.ink;
      context.stroke();
    }
    if (camera.z < NEAR) continue;
    // Cells of the map, not of the canvas: the same thumbnails stay while it is moved.
    const place = placeOf(positions, row);
    const cell = `${Math.floor((place.x * side) / (THUMB + 8))} ${Math.floor((place.y * side) / (THUMB + 8))}`;
    if (taken.has(cell)) continue;
    taken.add(cell);
    thumbs.push({ row, at });
  }
  pictures.begin();
  for (const { row, at } of thumbs.reverse()) {
    const item = items[row] as GalleryItem;
    const picture = pictures.get(item);
    if (!picture) continue;
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

/** What is lit lies on top of what is not; thumbnails are chosen from the end. */
function rowsInOrder({ items, lit }: Scene): number[] {
  const rows = items.map((_, row) => row);
  return lit ? rows.sort((a, b) => (lit[a] as number) - (lit[b] as number)) : rows;
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

/** How densely the map is filled, as soft clouds: a picture that is stretched over it. */
export function densityOf(positions: Float32Array, colours: readonly string[]): HTMLCanvasElement {
  const SIDE = 256;
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.globalAlpha = Math.min(0.2, Math.max(0.02, 60 / colours.length));
  colours.forEach((colour, row) => {
    const { x, y } = placeOf(positions, row);
    context.fillStyle = colour;
    for (const radius of [3, 5, 8]) {
      context.beginPath();
      context.arc(x * SIDE, y * SIDE, radius, 0, 2 * Math.PI);
      context.fill();
    }
  });
  return canvas;
}
