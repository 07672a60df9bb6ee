import type { Feature } from './features';
import { cleared, expose, makeSensor, shade, shrink } from './finish';
import type { Painter } from './painter';
import type { Region } from './palettes';
import { Rng } from './rng';
import { makeScene, type Scene } from './scene';
import type { View } from './sun';

/** How a category draws itself. */
export interface Composer {
  /** Side on the ground in metres, least and most; what lies between is drawn log-uniformly. */
  extent: readonly [number, number];
  regions?: readonly Region[];
  /** Sun and tilt, where imagery of the category is not as usual. */
  view?: View;
  compose(scene: Scene): void;
}

export interface Rendered {
  /** size² RGBA */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  size: number;
  gsd: number;
  jpeg: number;
  region: string;
  season: string;
  features: Feature[];
  paint: Painter;
  /** Polygons that full truth knows beside the features, by name: what is cut off, what captions do not speak of. */
  beside: ReadonlyMap<string, [number, number][][]>;
  /** painter pixels an output pixel */
  factor: number;
}

/** Scenes up to this side are painted at twice their resolution. */
const FINE_LIMIT = 512;
/** No scene is finer than this, whatever its size: metres a pixel. */
const FINEST = 0.3;

export interface Truth {
  /** No haze and a middling exposure. */
  clear?: boolean;
  /** Keep what kind of thing every pixel shows. */
  full?: boolean;
  /** Metres a pixel below which no scene goes (0.3). */
  finest?: number;
}

/** Renders a scene of a category. The label is its seed: the same label, the same pixels. */
export function render(composer: Composer, label: string, size: number, o: Truth = {}): Rendered {
  const [low, high] = composer.extent;
  const extent = low * (high / low) ** new Rng(`${label}/extent`).next();
  return renderWith(label, size, extent, composer, (scene) => composer.compose(scene), o);
}

/**
 * Renders whatever `draw` draws on a square of ground of `extent` metres (more, if a pixel would
 * fall below `finest`).
 */
export function renderWith(
  label: string,
  size: number,
  extent: number,
  place: Pick<Composer, 'regions' | 'view'>,
  draw: (scene: Scene) => void,
  { clear = false, full = false, finest = FINEST }: Truth = {},
): Rendered {
  const rng = new Rng(label);
  const factor = size <= FINE_LIMIT ? 2 : 1;
  const scene = makeScene({
    rng,
    size,
    factor,
    extent: Math.max(extent, finest * size),
    ...(place.regions ? { regions: place.regions } : {}),
    ...(place.view ? { view: place.view } : {}),
  });
  if (full) scene.paint.keepKinds();
  draw(scene);
  shade(scene.paint, scene.sun, rng.fork('light'));
  const drawn = makeSensor(rng.fork('sensor'));
  const sensor = clear ? cleared(drawn) : drawn;
  const pixels = expose(
    shrink(scene.paint.rgb, scene.paint.n, factor),
    size,
    sensor,
    rng.fork('noise'),
  );
  return {
    pixels,
    size,
    gsd: scene.gsd,
    jpeg: sensor.jpeg,
    region: scene.style.region,
    season: scene.style.season,
    features: scene.features.list.filter((f) => f.mass || f.polygons.length > 0),
    paint: scene.paint,
    beside: scene.features.beside,
    factor,
  };
}
