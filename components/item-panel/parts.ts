import { asFeature, FEATURES_MAX } from '@/lib/search-params';

/** Words that part a query into the things that it names: "planes at an airport". */
const BETWEEN =
  /\s+(?:and|or|at|in|on|near|with|by|beside|besides|next to|close to|under|over|along|around|between|of)\s+|\s*[,;]\s*/i;
/** Words that name nothing. */
const LEADING =
  /^(?:(?:a|an|the|some|many|several|few|two|three|four|five|there|is|are|photo|picture|image|view)\s+)+/i;
/** How a description begins that names no thing yet: "an aerial photograph of a port". */
const FRAME =
  /^(?:an?\s+)?(?:aerial|satellite)?\s*(?:photograph|photo|picture|image|view)s?\s+of\s+/i;

/** The things that a query names, to be looked for one by one. @example partsOf('planes at an airport') // ['planes', 'airport'] */
export function partsOf(words: string): string[] {
  const parts = words
    .replace(FRAME, '')
    .split(BETWEEN)
    .map((part) => asFeature(part ?? '').replace(LEADING, ''))
    .filter(Boolean);
  const named = [...new Map(parts.map((part) => [part.toLowerCase(), part])).values()];
  return (named.length > 0 ? named : [asFeature(words)].filter(Boolean)).slice(0, FEATURES_MAX);
}
