import { keepPositions, keptPositions } from './kept';
import { positionsOf } from './positions';
import { regionsOf } from './regions';
import type { Atlas, AtlasReply, AtlasRequest } from './types';

const reply = (message: AtlasReply) => self.postMessage(message);

self.addEventListener('message', async ({ data }: MessageEvent<AtlasRequest>) => {
  try {
    const placed = await positionsFor(data);
    const regions = regionsOf(placed.positions, data.embeddings, data.dim);
    reply({ kind: 'atlas', atlas: { ...placed, regions } });
  } catch (error) {
    reply({ kind: 'error', message: error instanceof Error ? error.message : String(error) });
  }
});

async function positionsFor({
  embeddings,
  dim,
  positions,
  key,
}: AtlasRequest): Promise<Pick<Atlas, 'positions' | 'from'>> {
  if (positions) return { positions, from: 'file' };
  const kept = key === null ? null : await keptPositions(key, embeddings);
  if (kept) return { positions: kept, from: 'storage' };
  const computed = positionsOf(embeddings, dim, (done) => reply({ kind: 'progress', done }));
  if (key !== null) await keepPositions(key, embeddings, computed);
  return { positions: computed, from: 'computed' };
}
