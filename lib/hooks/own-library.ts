import { OwnLibrary } from '@/lib/own-gallery/library';
import { engineClient } from './engine-client';

let singleton: OwnLibrary | undefined;

/** The galleries of this browser's own: one library a page. */
export function ownLibrary(): OwnLibrary {
  singleton ??= new OwnLibrary({
    embed: (model, images) => engineClient().embed(model, images),
  });
  return singleton;
}
