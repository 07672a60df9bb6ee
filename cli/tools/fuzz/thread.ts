import { parentPort } from 'node:worker_threads';
import { reportOf } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node.ts';

/** A thread that decodes one file a message, and says what came of it. */
parentPort?.on('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  try {
    const { width, height, data } = await decodeImage(bytes, name);
    const whole = data.length === width * height * 4 && width > 0 && height > 0;
    parentPort?.postMessage(
      whole ? { read: true } : { fault: `${data.length} bytes for ${width}x${height}` },
    );
  } catch (error) {
    const { code, message } = reportOf(error);
    parentPort?.postMessage(
      code.startsWith('image-') ? { code } : { fault: `${code}: ${message}` },
    );
  }
});
