import type { Rectangle } from '@/lib/patches/grid';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What of a picture is looked at, whatever the size of the stage it is on. */
export interface Viewport {
  /** 1: the whole picture fits. */
  readonly zoom: number;
  /** The picture's point in the stage's middle, 0..1 of the picture. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Viewport = { zoom: 1, x: 0.5, y: 0.5 };
export const ZOOM_MAX = 32;
/** A place that is zoomed to has so much around it, shares of its own size. */
const MARGIN = 0.75;

/** Where the picture lies on the stage, px of the stage. */
export function layoutOf(viewport: Viewport, stage: Size, picture: Size): Rectangle {
  const scale = fitOf(stage, picture) * viewport.zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    x: stage.width / 2 - viewport.x * width,
    y: stage.height / 2 - viewport.y * height,
    width,
    height,
  };
}

/** The zoom at which a picture is shown px by px, where that is smaller than the stage; else 1, all of it. */
export function ownZoom(stage: Size, picture: Size): number {
  return Math.min(1, 1 / fitOf(stage, picture));
}

/**
 * Zooms about a point that stays where it is.
 * @param at px of the stage
 * @param least the smallest zoom
 */
export function zoomed(
  viewport: Viewport,
  factor: number,
  at: Point,
  stage: Size,
  picture: Size,
  least = 1,
): Viewport {
  const zoom = Math.min(ZOOM_MAX, Math.max(least, viewport.zoom * factor));
  const held = pointOn(viewport, at, stage, picture);
  const after = layoutOf({ zoom, x: 0, y: 0 }, stage, picture);
  return within(
    {
      zoom,
      x: held.x / picture.width - (at.x - stage.width / 2) / after.width,
      y: held.y / picture.height - (at.y - stage.height / 2) / after.height,
    },
    stage,
    picture,
  );
}

/** @param by px of the stage that the picture moves */
export function moved(viewport: Viewport, by: Point, stage: Size, picture: Size): Viewport {
  const { width, height } = layoutOf(viewport, stage, picture);
  const { zoom, x, y } = viewport;
  return within({ zoom, x: x - by.x / width, y: y - by.y / height }, stage, picture);
}

/** Looks at a part of the picture with something around it. @param part px of the picture */
export function framed(part: Rectangle, stage: Size, picture: Size): Viewport {
  const fit = fitOf(stage, picture);
  const room = 1 + 2 * MARGIN;
  const zoom = Math.min(
    stage.width / (part.width * room * fit),
    stage.height / (part.height * room * fit),
  );
  return within(
    {
      zoom: Math.min(ZOOM_MAX, Math.max(1, zoom)),
      x: (part.x + part.width / 2) / picture.width,
      y: (part.y + part.height / 2) / picture.height,
    },
    stage,
    picture,
  );
}

/** The picture's point under a point of the stage, px of the picture; may lie outside of it. */
export function pointOn(viewport: Viewport, at: Point, stage: Size, picture: Size): Point {
  const { x, y, width, height } = layoutOf(viewport, stage, picture);
  return {
    x: ((at.x - x) / width) * picture.width,
    y: ((at.y - y) / height) * picture.height,
  };
}

/** The rectangle between two corners, whole px inside the picture. */
export function between(a: Point, b: Point, picture: Size): Rectangle {
  const [left, right] = sides(a.x, b.x, picture.width);
  const [top, bottom] = sides(a.y, b.y, picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function sides(a: number, b: number, limit: number): [number, number] {
  const inside = (value: number) => Math.min(limit, Math.max(0, Math.round(value)));
  return [inside(Math.min(a, b)), inside(Math.max(a, b))];
}

function fitOf(stage: Size, picture: Size): number {
  return Math.min(stage.width / picture.width, stage.height / picture.height);
}

/** No empty margin where the picture could fill it; in the middle where it could not. */
function within({ zoom, x, y }: Viewport, stage: Size, picture: Size): Viewport {
  const { width, height } = layoutOf({ zoom, x, y }, stage, picture);
  return { zoom, x: inward(x, stage.width / width), y: inward(y, stage.height / height) };
}

/** @param seen share of the side that the stage shows */
function inward(center: number, seen: number): number {
  if (seen >= 1) return 0.5;
  return Math.min(1 - seen / 2, Math.max(seen / 2, center));
}
