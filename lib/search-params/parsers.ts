import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { BACKENDS } from '@/lib/encoder/types';
import { FIND_METHODS, SCALE_MAX, SCALE_MIN, TILES_MAX } from '@/lib/find/types';
import type { PatchGrid } from '@/lib/patches/grid';
import { INDEX_KINDS } from '@/lib/search-index/kinds/names';
import { isEncodedEmbedding } from './embedding';

/** Number of results: least, most, and where the URL does not say. */
export const K_MIN = 1;
export const K_MAX = 200;
export const K_DEFAULT = 24;

/** A whole number, taken into K_MIN..K_MAX; anything else is not read (and becomes the default). */
export const parseAsK = createParser<number>({
  parse: (raw) => (/^[+-]?\d+$/.test(raw) ? clampK(Number(raw)) : null),
  serialize: (k) => String(clampK(k)),
});

function clampK(k: number): number {
  return Math.min(K_MAX, Math.max(K_MIN, Math.round(k)));
}

/**
 * Id of a gallery or a model. It becomes a part of a path (`galleries/<id>/…`), so only what a
 * folder's name needs passes: no slash, no dot in front.
 */
export const parseAsFolderId = createParser<string>({
  parse: (raw) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(raw) ? raw : null),
  serialize: String,
});

/** A gallery of the site; after `remote:` a collection of its server, after `local:` a gallery of this browser's own. */
export const parseAsGallery = createParser<string>({
  parse: (raw) => (/^((?:remote|local):)?[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(raw) ? raw : null),
  serialize: String,
});

/** Id of an item; the engine reports if the gallery does not have it. */
export const parseAsItemId = createParser<string>({
  parse: (raw) => (raw.length > 0 && raw.length <= 256 ? raw : null),
  serialize: String,
});

/** A query embedding as `encodeEmbedding` prints it; its length is checked against the model later. */
export const parseAsEncodedEmbedding = createParser<string>({
  // A broken one stays in the state, so that the page can say that it is broken: an image search
  // without its query would look like no search at all.
  parse: (raw) => (raw.length > 0 ? raw : null),
  serialize: String,
});

export const parseAsIndexKind = parseAsStringLiteral(INDEX_KINDS);
export const parseAsBackend = parseAsStringLiteral(BACKENDS);

/** How many of the results are looked into: the first hundred, or all that the gallery has. */
export const INSIDE_REACHES = ['first', 'all'] as const;
export type InsideReach = (typeof INSIDE_REACHES)[number];
/** The first results, as many. */
export const INSIDE_FIRST = 100;
export const parseAsInside = parseAsStringLiteral(INSIDE_REACHES);

export const parseAsFindMethod = parseAsStringLiteral(FIND_METHODS);

/** Encoder pixels a pixel of the picture. */
export const parseAsScale = parseAsWithin(SCALE_MIN, SCALE_MAX);
/** How near the atlas is looked at: 1 shows all of it. */
export const ZOOM_MAX = 64;
export const parseAsZoom = parseAsWithin(1, ZOOM_MAX);
/** A probability. */
export const parseAsShare = parseAsWithin(0, 1);
/** A place on the atlas along one axis. */
export const parseAsPlace = parseAsWithin(0, 1, 5);

/** Corners of a place, whole px of the picture: `x0,y0,x1,y1`. */
export const parseAsCorners = createParser<string>({
  parse: (raw) => (/^-?\d{1,6}(,-?\d{1,6}){3}$/.test(raw) ? raw : null),
  serialize: String,
});

/** Rows and columns of tiles, 1..TILES_MAX each: `3x4`. */
export const parseAsTiles = createParser<PatchGrid>({
  parse: (raw) => {
    const match = /^(\d{1,2})x(\d{1,2})$/.exec(raw);
    if (!match) return null;
    const [rows, cols] = [Number(match[1]), Number(match[2])];
    const isCount = (n: number) => n >= 1 && n <= TILES_MAX;
    return isCount(rows) && isCount(cols) ? { rows, cols } : null;
  },
  serialize: ({ rows, cols }) => `${rows}x${cols}`,
  eq: (a, b) => a.rows === b.rows && a.cols === b.cols,
});

function parseAsWithin(least: number, most: number, digits = 3) {
  return createParser<number>({
    parse: (raw) => {
      const value = /^\d*\.?\d+$/.test(raw) ? Number(raw) : Number.NaN;
      return value >= least && value <= most ? value : null;
    },
    serialize: (value) => String(Number(value.toFixed(digits))),
  });
}

/** nuqs's own boolean takes every other word than `true` as false; a mistyped one should be reported. */
export const parseAsFlag = createParser<boolean>({
  parse: (raw) => (raw === 'true' ? true : raw === 'false' ? false : null),
  serialize: String,
});

export { isEncodedEmbedding, parseAsString };
