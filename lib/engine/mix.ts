import { compose, type Weighted } from '@/lib/compose/compose';
import { AppError } from '@/lib/errors/errors';
import { learn, type Mark } from '@/lib/feedback/learn';
import { checkedEmbedding } from './check-query';
import type { OpenGallery } from './open-gallery';
import type { Notice, Query, QueryPart } from './protocol';
import type { Clock, Encoded, QueryEncoder } from './query-encoder';

type Mix = Extract<Query, { kind: 'mix' }>;

/**
 * A query of several ingredients as one vector: words, pictures and parts are summed, marked items train a classifier
 * that the sum refines.
 *
 * @throws AppError as of its ingredients, and parameter-invalid where they cancel each other out
 */
export async function encodeMix(
  { parts }: Mix,
  encoder: QueryEncoder,
  gallery: OpenGallery,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Encoded> {
  const { dim, cutoff } = encoder.host.model;
  const composing: Weighted[] = [];
  const marked: (Mark & { weight: number })[] = [];
  const notices = new Set<Notice>();
  for (const part of parts) {
    const { weight } = part;
    if (part.kind === 'item') {
      marked.push({ embedding: await gallery.embeddingOf(part.id), weight });
    } else if (part.kind === 'embedding') {
      composing.push({ embedding: checkedEmbedding(part.embedding, dim), weight });
    } else {
      const encoded = await encoder.encode(
        { kind: 'text', text: part.text },
        gallery,
        clock,
        signal,
      );
      for (const notice of encoded.notices) notices.add(notice);
      composing.push({ embedding: encoded.embedding, weight });
    }
  }
  const base = compose(composing);
  if (composing.length > 0 && !base) throw cancelledOut();
  const images = parts.some(({ kind }) => kind === 'embedding');
  const encoded = { notices: [...notices], without: counterExamples(parts) };
  if (marked.length === 0) {
    if (!base) throw cancelledOut();
    const { embedding, share } = base;
    return { ...encoded, embedding, cutoff: share * (images ? cutoff.image : cutoff.text) };
  }
  const learned = learn(
    {
      positives: marked.filter(({ weight }) => weight > 0),
      negatives: marked.flatMap((mark) =>
        mark.weight < 0 ? { ...mark, weight: -mark.weight } : [],
      ),
      query: base?.embedding,
    },
    await gallery.space(),
  );
  if (!learned) throw cancelledOut();
  const between = base ? base.share * (images ? cutoff.image : cutoff.text) : 0;
  return { ...encoded, embedding: learned.embedding, cutoff: learned.cutoff ?? between };
}

/** They would come last; near the top they would only be in the way. */
function counterExamples(parts: readonly QueryPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'item' && part.weight < 0 ? part.id : []));
}

function cancelledOut(): AppError {
  return new AppError(
    'parameter-invalid',
    'The ingredients of this query cancel each other out.',
    'Remove one of them, or change its weight.',
  );
}
