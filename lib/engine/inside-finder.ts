import { type FindEncoder, FindSession } from '@/lib/find/session';
import type { Inside } from '@/lib/find/types';
import type { OpenPicture } from '@/lib/image/picture';
import { SerialQueue, throwIfCancelled } from './serial-queue';

/**
 * Looks into many pictures, one after the other, beside the one that is open in Find. What has been encoded of a
 * picture is remembered as long as there is room for it: other words take no encoding.
 */
export class InsideFinder {
  private readonly session: FindSession;
  private readonly queue = new SerialQueue();

  constructor(encoder: FindEncoder) {
    this.session = new FindSession(encoder);
  }

  /**
   * @param key the same for the same picture
   * @param open gives the picture; it is closed when the next one is looked into
   * @throws AppError image-… | text-… | cancelled, or what `open` throws
   */
  look(
    key: string,
    open: () => Promise<OpenPicture>,
    features: readonly string[],
    signal?: AbortSignal,
  ): Promise<Inside> {
    return this.queue.run(async () => {
      const { session } = this;
      const { id, width, height } = session.opened(key) ?? session.open(await open(), key);
      const survey = session.begin(id, { method: 'dense' });
      let done = 0;
      while (done < survey.total) {
        throwIfCancelled(signal);
        done = (await session.waitForProgress(survey.id, done)).done;
      }
      const located = await session.locate(survey.id, features);
      const found = located.features.map(({ probability: _, relative: __, ...rest }) => rest);
      return { width, height, features: found };
    }, signal);
  }
}
