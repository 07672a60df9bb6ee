import { assertSameModel } from '@/lib/gallery/gallery';
import { openModel } from '../../shared/model';
import { aerialQueries } from '../aerial/queries';
import { openGallery, replaceManifest, storedEmbeddings } from '../manifest-file';
import { type Answers, ask, categoryQueries } from './ask';

/**
 * Makes a gallery's suggestions and calibration anew; its embeddings stay.
 * @throws AppError gallery-unknown | gallery-invalid | model-… and errors of the file system
 */
export async function renewAnswers(out: string, publicDir: string, id: string): Promise<Answers> {
  const { folder, gallery: before } = await openGallery(out, id);
  const { suggestions: _, certainty: __, ...gallery } = before;
  const matrix = await storedEmbeddings(folder, before);
  const encoder = await openModel(publicDir, gallery.model, { vision: false });
  try {
    assertSameModel(gallery, encoder.model);
    const { items } = gallery;
    const queries = id === 'aerial' ? await aerialQueries() : categoryQueries(items);
    const answers = await ask(queries, items, matrix, encoder);
    await replaceManifest(folder, { ...gallery, ...answers });
    return answers;
  } finally {
    await encoder.dispose();
  }
}
