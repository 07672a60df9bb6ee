import type { ProgressMeter } from '@/lib/assets/progress';
import { isCollection } from '@/lib/collection/id';
import { assertSameModel } from '@/lib/gallery/gallery';
import { CollectionSession } from './collection-session';
import type { EncoderHost } from './encoder-host';
import { GallerySession, type SessionEvents } from './gallery-session';
import { openManifest } from './manifests';
import type { OpenGallery } from './open-gallery';
import type { EnginePorts } from './ports';
import type { EngineConfig } from './protocol';

/** Opens the gallery for a model. @throws AppError model-mismatch */
export type Opener = (host: EncoderHost, events: SessionEvents) => OpenGallery;

/**
 * Fetches a gallery's manifest, while the model may still be on its way.
 * @returns what opens the gallery, once the model is known
 * @throws AppError gallery-… | asset-…
 */
export async function openerOf(
  { gallery, index }: EngineConfig,
  ports: EnginePorts,
  meter: ProgressMeter,
): Promise<Opener> {
  if (isCollection(gallery)) {
    const session = await CollectionSession.open(gallery, ports);
    return ({ model }, events) => {
      assertSameModel(session.manifest, model);
      events.onIndex('exact', undefined);
      return session;
    };
  }
  const opened = await openManifest(ports, gallery);
  return ({ model, rest }, events) => {
    assertSameModel(opened.manifest, model);
    return new GallerySession(opened, ports, meter, index, rest, events);
  };
}
