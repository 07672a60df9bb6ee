import { queryOptions, skipToken } from '@tanstack/react-query';
import type { EngineClient } from '@/lib/engine/client';
import type { EngineConfig, Narrowing, Query, SearchAnswer } from '@/lib/engine/protocol';
import { reportOf } from '@/lib/errors/errors';
import { isOwn, ownIdOf } from '@/lib/own-gallery/id';
import { ownThumbs } from '@/lib/own-gallery/thumbs';
import { encodeEmbedding } from '@/lib/search-params';
import { pause } from '@/lib/time/pause';
import { rememberItems } from './seen-items';

/** Pause in typing after which a text is searched, where the model is slow, ms. */
export const DEBOUNCE = 120;
/** A text that takes no longer to encode than this is searched at each keystroke, ms. */
export const QUICK = 40;

/** How long a new text took to encode at best, ms. */
const paces = new WeakMap<Engine, number>();

/** All work is local: it runs offline, its result is valid for ever, and it is not retried. */
export const LOCAL = {
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  refetchOnWindowFocus: false,
} as const;

/**
 * As {@link LOCAL}, but dropped soon after it is no longer shown: the engine caches the embeddings of queries and
 * answers from them in a millisecond. Kept here, every picture that was ever searched with would stay in memory.
 */
export const PASSING = { ...LOCAL, gcTime: 2000 } as const;

type Opened = Awaited<ReturnType<EngineClient['open']>>;
type Engine = Pick<EngineClient, 'open' | 'search' | 'read'>;

/** The part of a configuration that does not depend on index and backend. */
const contentOf = ({ base, model, gallery, revision }: EngineConfig) => ({
  base,
  model,
  gallery,
  revision,
});

/** The manifests of what the URL asks for. */
export function manifestsQuery(engine: Engine, config: EngineConfig) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['manifests', contentOf(config)],
    queryFn: async () => {
      const manifests = await engine.open(config);
      if (isOwn(config.gallery)) await ownThumbs.load(ownIdOf(config.gallery));
      return manifests;
    },
    // While a gallery that has grown is opened again, its earlier state is shown.
    placeholderData: (before: Opened | undefined) =>
      before?.gallery.id === config.gallery && isOwn(config.gallery) ? before : undefined,
  });
}

/** A search. A new key aborts the one before; until it is answered, the earlier answer stays. */
export function searchQuery(
  engine: Engine,
  config: EngineConfig,
  query: Query | null,
  k: number,
  narrowing: Narrowing = {},
) {
  return queryOptions({
    ...PASSING,
    // A busy server refuses at once and is usually free again after a moment.
    retry: (count, error) => reportOf(error).code === 'server-busy' && count < 3,
    retryDelay: 1000,
    queryKey: ['search', config, query && identityOf(query), k, narrowing],
    queryFn: query
      ? async ({ signal }) => {
          const slow = (paces.get(engine) ?? 0) > QUICK;
          if (isTyped(query) && slow) await pause(DEBOUNCE, signal);
          // The gallery first: its parent's effect, which opens it, may run after this one.
          await engine.open(config);
          const answer = await engine.search(query, { ...narrowing, k, signal });
          rememberItems(config.gallery, answer.items);
          if (query.kind === 'text') pace(engine, answer);
          return answer;
        }
      : skipToken,
    placeholderData: (before: SearchAnswer | undefined, beforeQuery) => {
      const then = beforeQuery?.queryKey[1] as EngineConfig | undefined;
      // Rows of another gallery mean nothing in this one.
      const same = then?.gallery === config.gallery && then.model === config.model;
      return query && same ? before : undefined;
    },
  });
}

/** What categories and captions say of an embedding. */
export function readingQuery(engine: Engine, config: EngineConfig, embedding: Float32Array | null) {
  return queryOptions({
    ...PASSING,
    queryKey: ['reading', contentOf(config), embedding && keyOf(embedding)],
    queryFn: embedding
      ? async () => {
          await engine.open(config);
          return engine.read(embedding);
        }
      : skipToken,
  });
}

/** What makes two queries the same. */
export function identityOf(query: Query): readonly [Query['kind'], string | number] {
  switch (query.kind) {
    case 'text':
      return ['text', query.text];
    case 'image':
      return ['image', numberOf(query.file)];
    case 'item':
      return ['item', query.id];
    case 'embedding':
      return ['embedding', keyOf(query.embedding)];
    case 'mix':
      return ['mix', JSON.stringify(query.parts.map((part) => [part.weight, ...identityOf(part)]))];
  }
}

function isTyped(query: Query): boolean {
  return query.kind === 'text' || (query.kind === 'mix' && query.parts.some(isTyped));
}

const numbers = new WeakMap<Blob, number>();
let lastNumber = 0;

/** Files are identified by their object: comparing megabytes would be slow. */
function numberOf(file: Blob): number {
  const number = numbers.get(file) ?? ++lastNumber;
  numbers.set(file, number);
  return number;
}

export function keyOf(embedding: Float32Array): string {
  try {
    return encodeEmbedding(embedding);
  } catch {
    return `broken, ${embedding.length}`; // The engine says what is wrong with it.
  }
}

/** Records how fast the model is; answers from the cache (encode 0) do not count. */
function pace(engine: Engine, { timing }: SearchAnswer): void {
  // The fastest counts: a first run is slow for other reasons.
  const known = paces.get(engine) ?? Number.POSITIVE_INFINITY;
  if (timing.encode > 0) paces.set(engine, Math.min(known, timing.encode));
}
