import type { Frame } from './canvas-layer';
import type { MapPlace } from './places';

/** Px of footprints under which their outlines would cover the scene. */
const OUTLINE_FROM = 36;
const DOT_RADIUS = 3.5;

/** Draws where everything lies, in one go for thousands: thin outlines, and dots for what has no extent. */
export function drawOutlines(
  context: CanvasRenderingContext2D,
  frame: Frame,
  places: readonly MapPlace[],
  ratio: number,
): void {
  const { centre, resolution, width, height } = frame;
  const toX = (x: number) => (x - centre[0]) / resolution + width / 2;
  const toY = (y: number) => (centre[1] - y) / resolution + height / 2;
  const forced = window.matchMedia('(forced-colors: active)').matches;
  // All or none: chips of one scene differ by parts of a px.
  const one = places.find(({ point }) => !point);
  const side = one ? Math.abs(one.corners[1][0] - one.corners[0][0]) / resolution / ratio : 0;
  context.beginPath();
  for (const { corners, point } of places) {
    if (point || side < OUTLINE_FROM) continue;
    const [first, ...rest] = corners;
    if (toX(first[0]) > width || toX(corners[1][0]) < 0) continue;
    context.moveTo(toX(first[0]), toY(first[1]));
    for (const [x, y] of rest) context.lineTo(toX(x), toY(y));
    context.closePath();
  }
  context.lineWidth = ratio;
  context.strokeStyle = forced ? 'GrayText' : 'rgb(128 140 145 / 0.45)';
  context.stroke();
  context.beginPath();
  const radius = DOT_RADIUS * ratio;
  for (const { corners, point } of places) {
    if (!point) continue;
    const [x, y] = [toX(corners[0][0]), toY(corners[0][1])];
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fillStyle = forced ? 'CanvasText' : 'rgb(128 140 145 / 0.9)';
  context.strokeStyle = forced ? 'Canvas' : 'rgb(255 255 255 / 0.8)';
  context.fill();
  context.stroke();
}
