/** Started by measure.ts as a process of its own: answers one job and ends, and its memory with it. */
import { readFile } from 'node:fs/promises';
import { createEncoder, type Encoder } from '@/lib/encoder/encoder';
import type { Job, JobAnswer } from './measure';

process.once('message', (job: Job) => {
  run(job).then(
    (embeddings) => answer({ embeddings }),
    (error: unknown) => answer({ problem: error instanceof Error ? error.message : String(error) }),
  );
});

async function run(job: Job): Promise<Float32Array[]> {
  const encoder = await createEncoder(job.model, { backend: 'wasm', threads: 2, lean: true });
  if (job.kind === 'text') {
    await encoder.loadText(await readFile(job.file), job.tokenizer);
    return encoder.encodeText(job.texts);
  }
  await encoder.loadVision(await readFile(job.file));
  return embedded(encoder, job.pictures);
}

async function embedded(
  encoder: Encoder,
  pictures: Extract<Job, { kind: 'vision' }>['pictures'],
): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (const picture of pictures) {
    const [encoding] = await encoder.encodeImages([picture]);
    if (encoding) embeddings.push(encoding.embedding);
  }
  return embeddings;
}

function answer(message: JobAnswer): void {
  process.send?.(message, () => process.exit(0));
}
