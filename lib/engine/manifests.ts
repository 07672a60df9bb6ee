import type { AssetFile } from '@/lib/assets/types';
import { AppError, type ErrorCode } from '@/lib/errors/errors';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import { parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { isOwn, ownIdOf } from '@/lib/own-gallery/id';
import type { EnginePorts, EngineStore, OpenedGallery } from './ports';

/** @throws AppError model-unknown | model-invalid | asset-offline | asset-corrupt */
export async function fetchModel(store: EngineStore, id: string): Promise<ModelManifest> {
  const model = parseModelManifest(await manifestOf(store, 'models', id));
  assertId('model-invalid', id, model.id);
  const named = Object.values(model.precisions).flatMap(({ text, vision }) => [text, vision]);
  forget(store, `models/${id}`, 'model.json', [model.text.tokenizer, ...named]);
  return model;
}

/** @throws AppError gallery-unknown | gallery-invalid | asset-offline | asset-corrupt */
export async function fetchGallery(store: EngineStore, id: string): Promise<GalleryManifest> {
  const gallery = parseGallery(await manifestOf(store, 'galleries', id));
  assertId('gallery-invalid', id, gallery.id);
  const { embeddings, index, captionEmbeddings, atlas } = gallery;
  const named = [embeddings, index, captionEmbeddings, atlas].filter((file) => file !== undefined);
  forget(store, `galleries/${id}`, 'gallery.json', named);
  return gallery;
}

/** The gallery that an address names: one of the site's, or one of this browser's own. @throws as {@link fetchGallery} */
export async function openManifest(
  { store, openOwn }: Pick<EnginePorts, 'store' | 'openOwn'>,
  id: string,
): Promise<OpenedGallery> {
  if (isOwn(id)) return openOwn(ownIdOf(id));
  return { manifest: await fetchGallery(store, id) };
}

const UNKNOWN = {
  models: { code: 'model-unknown', name: 'model', file: 'model.json' },
  galleries: { code: 'gallery-unknown', name: 'gallery', file: 'gallery.json' },
} as const;

async function manifestOf(store: EngineStore, kind: keyof typeof UNKNOWN, id: string) {
  const { code, name, file } = UNKNOWN[kind];
  try {
    return await store.json(`${kind}/${id}/${file}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'asset-missing') throw error;
    const advice = `Choose another ${name} in the bar at the top, or remove "${name}=" from the address.`;
    throw new AppError(code, `There is no ${name} "${id}" here.`, advice, { cause: error });
  }
}

/** The folder's name is how everything else refers to it; a renamed copy would load another's files. */
function assertId(code: ErrorCode, folder: string, id: string): void {
  if (folder === id) return;
  throw new AppError(
    code,
    `The folder "${folder}" holds a manifest of "${id}".`,
    'If you run this site, give the folder and the id in its manifest the same name.',
  );
}

/** Room is made before new files come; that it could not be made is no reason to stop. */
function forget(store: EngineStore, folder: string, file: string, named: AssetFile[]): void {
  store.prune?.(folder, `${folder}/${file}`, named).catch(() => {});
}
