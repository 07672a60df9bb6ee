import { keepPositions, keptPositions } from './kept';
import { positionsOf } from './positions';
import { regionsOf } from './regions';
import type { AtlasReply, AtlasRequest } from './types';

const reply = (message: AtlasReply) => self.postMessage(message);

self.addEventListener('message', async ({ data }: MessageEvent<AtlasRequest>) => {
  const { embeddings, dim, key } = data;
  try {
    const kept = key === null ? null : await keptPositions(key, embeddings);
    const positions =
      kept ?? positionsOf(embeddings, dim, (done) => reply({ kind: 'progress', done }));
    if (!kept && key !== null) await keepPositions(key, embeddings, positions);
    const regions = regionsOf(positions, embeddings, dim);
    reply({ kind: 'atlas', atlas: { positions, regions } });
  } catch (error) {
    reply({ kind: 'error', message: error instanceof Error ? error.message : String(error) });
  }
});
