import { reportOf } from '@/lib/errors/errors';
import type { EncoderHost } from './encoder-host';
import type { OpenGallery } from './open-gallery';
import type { EngineStatus } from './protocol';

/** The status before a gallery is open. */
export const NOTHING_OPEN: Partial<EngineStatus> = {
  phase: 'loading',
  text: false,
  image: false,
  gallery: false,
  index: null,
  indexProblem: undefined,
  imageProblem: undefined,
  error: undefined,
};

/** Updates the status as parts finish loading. Without the image tower, text search still works. */
export function follow(
  host: EncoderHost,
  gallery: OpenGallery,
  set: (patch: Partial<EngineStatus>) => void,
): void {
  set({ gallery: true });
  const text = Promise.all([host.text, gallery.ready]).then(() => set({ text: true }));
  const image = Promise.all([host.vision, text]).then(
    () => set({ image: true }),
    (error: unknown) => set({ imageProblem: reportOf(error) }),
  );
  Promise.all([text, image, gallery.settled]).then(
    () => set({ phase: 'ready' }),
    (error: unknown) => set({ phase: 'error', error: reportOf(error) }),
  );
}
