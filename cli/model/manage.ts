import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskAssetStore } from '@/lib/assets/disk';
import { AppError } from '@/lib/errors/errors';
import { parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { writeGalleryList } from '../shared/gallery-list';
import { openModel, readModel } from '../shared/model';
import { usage } from '../shared/run';
import { SHIPPED } from './options';

/** A line a model. */
export async function listModels(publicDir: string): Promise<string> {
  const folder = join(publicDir, 'models');
  const names = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const lines: string[] = [];
  for (const name of names) {
    const manifest = join(folder, name, 'model.json');
    if (!existsSync(manifest)) continue;
    try {
      lines.push(lineOf(parseModelManifest(JSON.parse(await readFile(manifest, 'utf8')))));
    } catch (error) {
      lines.push(`${name}  cannot be used: ${(error as Error).message}`);
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'There is no model. Import one.\n';
}

function lineOf({
  id,
  title,
  dim,
  image,
  precisions,
  defaultPrecision,
  license,
}: ModelManifest): string {
  const sizes = Object.entries(precisions).map(([name, { text, vision }]) => {
    const megabytes = ((text.bytes + vision.bytes) / 1e6).toFixed(1);
    return `${name}${name === defaultPrecision ? '*' : ''} ${megabytes} MB`;
  });
  return `${id}  ${title} · ${dim}-d, ${image.size} px · ${sizes.join(', ')} · ${license}`;
}

/**
 * Reads every file of a model whole, and runs it against its golden embeddings.
 * @throws AppError model-unknown | model-invalid | asset-missing | asset-corrupt | backend-wrong
 */
export async function verifyModel(publicDir: string, id: string): Promise<string> {
  const model = await readModel(publicDir, id);
  const store = new DiskAssetStore(publicDir);
  const files = Object.values(model.precisions).flatMap(({ text, vision }) => [text, vision]);
  for (const file of [model.text.tokenizer, ...files]) await store.bytes(`models/${id}`, file);
  await (await openModel(publicDir, id)).dispose();
  return `${id} is as it should be: ${files.length + 1} files, and the golden embeddings are met.\n`;
}

/** @throws AppError model-unknown | usage */
export async function removeModel(publicDir: string, id: string): Promise<void> {
  if (id === SHIPPED) throw usage('The shipped model stays: the galleries that ship are of it.');
  const folder = join(publicDir, 'models', id);
  if (!existsSync(folder) || !(await stat(folder)).isDirectory()) {
    throw new AppError(
      'model-unknown',
      `There is no model "${id}".`,
      'See what there is: npm run model -- list',
    );
  }
  // Moved out of sight first: stopped halfway, no half of a model is left.
  const gone = join(publicDir, 'models', `.${id}.removed`);
  await rm(gone, { recursive: true, force: true });
  await rename(folder, gone);
  await rm(gone, { recursive: true, force: true });
  if (existsSync(join(publicDir, 'galleries'))) await writeGalleryList(publicDir);
}
