/** Longest side that is opened, px: that of a canvas. */
export const MAX_SIDE = 16_384;
/** Largest area that is opened, px: 400 MB decoded. */
export const MAX_PIXELS = 100_000_000;
