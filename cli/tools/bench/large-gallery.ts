import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEmbeddings } from '@/lib/gallery/embeddings';
import type { GalleryManifest } from '@/lib/gallery/types';
import { siteHandler } from '../../site/server/handler';
import { type Listening, listen } from '../../site/server/listen';
import { around, normalFrom, realEmbeddings } from './collection/data';
import { OUT } from './context';

/** Name under which the gallery is served; the page's list of galleries does not have it. */
export const LARGE = 'large';

const FOLDER = `/galleries/${LARGE}/`;

/**
 * Serves the production build, isolated, with one more gallery: the photographs of `aerial` in turn, again and again
 * until there are `size`, each with noise in its embedding. A thumbnail is that of its photograph.
 */
export async function serveLarge(size: number): Promise<Listening> {
  const { images, dim } = await realEmbeddings();
  const random = normalFrom(23);
  const matrix = new Float32Array(size * dim);
  for (let row = 0; row < size; row++) {
    matrix.set(around(images[row % images.length] as Float32Array, random), row * dim);
  }
  const embeddings = writeEmbeddings(matrix, 'int16', dim);
  const manifest = Buffer.from(JSON.stringify(manifestOf(size, embeddings)));
  const files = new Map<string, Uint8Array>([
    [`${FOLDER}gallery.json`, manifest],
    [`${FOLDER}embeddings.bin`, embeddings],
  ]);
  const serve = siteHandler({ root: OUT, isolated: true });
  return listen((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    const bytes = files.get(path);
    if (bytes) {
      const type = path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length }).end(bytes);
      return;
    }
    // `3.airport_3` is the third copy of `airport_3`.
    request.url = request.url?.replace(/\/galleries\/large\/(\w+)\/\d+\./, '/galleries/aerial/$1/');
    serve(request, response);
  }, 0);
}

function manifestOf(size: number, embeddings: Uint8Array): GalleryManifest {
  const text = readFileSync(join(OUT, 'galleries/aerial/gallery.json'), 'utf8');
  const { captionEmbeddings, textSha256, index, atlas, ...rest } = JSON.parse(
    text,
  ) as GalleryManifest;
  return {
    ...rest,
    id: LARGE,
    title: `${size} items`,
    items: Array.from({ length: size }, (_, row) => {
      const turn = Math.floor(row / rest.items.length);
      const { captions, ...item } = rest.items[
        row % rest.items.length
      ] as (typeof rest.items)[number];
      return { ...item, id: `${turn}.${item.id}` };
    }),
    embeddings: {
      file: 'embeddings.bin',
      bytes: embeddings.length,
      sha256: createHash('sha256').update(embeddings).digest('hex'),
      dtype: 'int16',
    },
  };
}
