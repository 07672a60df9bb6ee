import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server';
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

/** Id of an item; whether the gallery has it is the engine's to say. */
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

export const parseAsIndexKind = parseAsStringLiteral(['hnsw', 'exact'] as const);
export const parseAsBackend = parseAsStringLiteral(['webgpu', 'wasm'] as const);

/** nuqs's own boolean takes every word but `true` for false; a mistyped one should be told. */
export const parseAsFlag = createParser<boolean>({
  parse: (raw) => (raw === 'true' ? true : raw === 'false' ? false : null),
  serialize: String,
});

export { isEncodedEmbedding, parseAsString };
