import { parentPort } from 'node:worker_threads';
import { reportOf } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { type Answer, refusal } from './decoder';

/** A thread that decodes one file a message, and says what came of it. */
parentPort?.on('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  parentPort?.postMessage(await answer(name, bytes));
});

async function answer(name: string, bytes: Uint8Array): Promise<Answer> {
  try {
    const { width, height, data } = await decodeImage(bytes, name);
    const whole = data.length === width * height * 4 && width > 0 && height > 0;
    return whole ? { read: true } : { fault: `${data.length} bytes for ${width}x${height}` };
  } catch (error) {
    return refusal(reportOf(error));
  }
}
