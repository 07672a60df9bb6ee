import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import type { Source } from './sources/types';
import type { OwnGallery, OwnSource, Part } from './types';

/** The gallery as this model is to embed it: what another one embedded is left behind. */
export function embeddedBy(
  gallery: OwnGallery,
  parts: readonly Part[],
  model: ModelManifest,
): OwnGallery {
  const modelSha256 = defaultFiles(model).vision.sha256;
  if (gallery.model === model.id && gallery.modelSha256 === modelSha256) return gallery;
  return { ...emptied(gallery, parts), model: model.id, modelSha256, dim: model.dim };
}

/** The gallery without its rows. */
export function emptied(gallery: OwnGallery, parts: readonly Part[]): OwnGallery {
  const dropped = parts.flatMap(({ items }, part) => items.map((_, row) => `${part}:${row}`));
  return { ...gallery, items: 0, dropped };
}

export function newGallery(
  source: OwnSource & Pick<Source, 'files'>,
  model: ModelManifest,
): OwnGallery {
  const { kind, name, handle, scenes, chips, wish, files } = source;
  return {
    id: newId(),
    title: name,
    created: Date.now(),
    source: {
      kind,
      name,
      ...(handle && { handle }),
      ...(scenes && { scenes }),
      ...(chips && { chips }),
      ...(wish && { wish }),
    },
    state: 'reading',
    model: model.id,
    modelSha256: defaultFiles(model).vision.sha256,
    dim: model.dim,
    total: files.length,
    items: 0,
    bytes: 0,
    parts: 0,
    dropped: [],
    unread: [],
  };
}

/**
 * Addresses carry it, and a reload sends the address to the site's server: it says nothing of the folder's name. A link
 * that is opened in another browser finds no other gallery.
 */
function newId(): string {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  return `${a.toString(36)}${b.toString(36)}`;
}
