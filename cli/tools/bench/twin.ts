import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteHandler } from '../../site/server/handler';
import { type Listening, listen } from '../../site/server/listen';
import { OUT } from './context';

/** The shipped model and gallery under another name; the page's list of them does not have it. */
export const TWIN = 'twin';

const [MODEL, GALLERY] = ['models/compact', 'galleries/overlook'];

/** The production server, isolated, with a second model on it: the same files, so that only the switch is new. */
export function serveTwin(): Promise<Listening> {
  const serve = siteHandler({ root: OUT, isolated: true });
  const manifests = new Map([
    renamed(MODEL, 'model.json', `models/${TWIN}`, { id: TWIN }),
    renamed(GALLERY, 'gallery.json', `galleries/${TWIN}`, { id: TWIN, model: TWIN }),
  ]);
  return listen((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    const manifest = manifests.get(path);
    if (manifest) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(manifest);
      return;
    }
    request.url = request.url
      ?.replace(`/models/${TWIN}/`, `/${MODEL}/`)
      .replace(`/galleries/${TWIN}/`, `/${GALLERY}/`);
    serve(request, response);
  }, 0);
}

/** @returns the path that the manifest is asked for by, and its text with other values */
function renamed(of: string, file: string, folder: string, values: object): [string, string] {
  const manifest = JSON.parse(readFileSync(join(OUT, of, file), 'utf8')) as object;
  return [`/${folder}/${file}`, JSON.stringify({ ...manifest, ...values })];
}
