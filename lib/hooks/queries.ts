import { queryOptions, skipToken } from '@tanstack/react-query';
import type { EngineClient } from '@/lib/engine/client';
import type { EngineConfig, Query, SearchAnswer } from '@/lib/engine/protocol';
import { encodeEmbedding } from '@/lib/search-params';

/** Typing pauses so long before a text is searched where the model is slow, ms. */
export const DEBOUNCE = 120;
/** A text that takes no longer to encode than this is searched at each keystroke, ms. */
export const QUICK = 40;

/** How long a new text took to encode at best, ms. */
const paces = new WeakMap<Engine, number>();

/** All work is local: it goes on offline, is right forever for the same key, and is not tried twice. */
export const LOCAL = {
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  refetchOnWindowFocus: false,
} as const;

/**
 * As {@link LOCAL}, but gone soon after nobody shows it: the engine remembers the embeddings of queries, and answers
 * from them in a millisecond; kept here, each picture that was ever asked for would stay in memory with its bytes.
 */
const PASSING = { ...LOCAL, gcTime: 2000 } as const;

type Engine = Pick<EngineClient, 'open' | 'search' | 'read'>;

/** What is the same whichever index answers and on whichever backend. */
const contentOf = ({ base, model, gallery }: EngineConfig) => ({ base, model, gallery });

/** The manifests of what the URL asks for. */
export function manifestsQuery(engine: Engine, config: EngineConfig) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['manifests', contentOf(config)],
    queryFn: () => engine.open(config),
  });
}

/** A search. A new key aborts the one before it; while it is on its way the earlier answer stays. */
export function searchQuery(engine: Engine, config: EngineConfig, query: Query | null, k: number) {
  return queryOptions({
    ...PASSING,
    queryKey: ['search', config, query && identityOf(query), k],
    queryFn: query
      ? async ({ signal }) => {
          const slow = (paces.get(engine) ?? 0) > QUICK;
          if (query.kind === 'text' && slow) await pause(DEBOUNCE, signal);
          // The gallery first: its parent's effect, which opens it, may run after this one.
          await engine.open(config);
          const answer = await engine.search(query, { k, signal });
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
      return ['image', numberOf(query.bytes)];
    case 'item':
      return ['item', query.id];
    case 'embedding':
      return ['embedding', keyOf(query.embedding)];
  }
}

const numbers = new WeakMap<ArrayBuffer, number>();
let lastNumber = 0;

/** A file's bytes are known by the buffer that holds them: comparing megabytes helps nobody. */
function numberOf(bytes: ArrayBuffer): number {
  const number = numbers.get(bytes) ?? ++lastNumber;
  numbers.set(bytes, number);
  return number;
}

function keyOf(embedding: Float32Array): string {
  try {
    return encodeEmbedding(embedding);
  } catch {
    return `broken, ${embedding.length}`; // The engine says what is wrong with it.
  }
}

/** What was remembered says nothing of how fast the model is. */
function pace(engine: Engine, { timing }: SearchAnswer): void {
  // The quickest counts: a first run has its own reasons to be slow.
  const known = paces.get(engine) ?? Number.POSITIVE_INFINITY;
  if (timing.encode > 0) paces.set(engine, Math.min(known, timing.encode));
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
