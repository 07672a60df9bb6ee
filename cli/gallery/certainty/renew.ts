import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { assertSameModel, parseGallery } from '@/lib/gallery/gallery';
import { openModel } from '../../shared/model';
import { aerialQueries } from '../aerial/queries';
import { type Answers, ask, categoryQueries } from './ask';

/**
 * Makes a gallery's suggestions and calibration anew; its embeddings stay.
 * @throws AppError gallery-invalid | model-… and errors of the file system
 */
export async function renewAnswers(out: string, publicDir: string, id: string): Promise<Answers> {
  const folder = join(out, id);
  const path = join(folder, 'gallery.json');
  const {
    suggestions: _,
    certainty: __,
    ...gallery
  } = parseGallery(JSON.parse(await readFile(path, 'utf8')));
  const { dim, items, embeddings } = gallery;
  const bytes = new Uint8Array(await readFile(join(folder, embeddings.file)));
  const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
  const encoder = await openModel(publicDir, gallery.model, { vision: false });
  try {
    assertSameModel(gallery, encoder.model);
    const queries = id === 'aerial' ? await aerialQueries() : categoryQueries(items);
    const answers = await ask(queries, items, matrix, encoder);
    await writeFile(path, `${JSON.stringify({ ...gallery, ...answers }, null, 1)}\n`);
    return answers;
  } finally {
    await encoder.dispose();
  }
}
