import { AppError } from '@/lib/errors/errors';
import { galleryIn } from '../exchange/archive';
import { isArchive, openArchive, picturesIn, titleOf } from './archive';
import { isPicturePath } from './skipped';
import { inOrder, type Source, type SourceFile } from './types';

/**
 * What an input gave: of one with `webkitdirectory` the folder, else the files. A ZIP among the files is opened: its
 * pictures lie in a folder of its name, or make the gallery where nothing else was picked.
 *
 * @throws AppError file-invalid where a ZIP cannot be opened
 */
export async function sourceOfFiles(files: readonly File[]): Promise<Source> {
  const folder = files[0]?.webkitRelativePath?.split('/')[0];
  const [only] = files;
  if (!folder && only && files.length === 1 && isArchive(only)) {
    return sourceOfArchive(only);
  }
  const found: SourceFile[] = [];
  for (const file of files) {
    const path = pathOf(file);
    if (isPicturePath(path)) found.push({ path, open: async () => file });
    else if (!folder && isArchive(file)) {
      for (const picture of picturesIn(file, await openArchive(file))) {
        found.push({ ...picture, path: `${titleOf(file)}/${picture.path}` });
      }
    }
  }
  return {
    kind: folder ? 'folder' : 'files',
    name: folder || nameOf(files),
    files: inOrder(found),
  };
}

/** A ZIP that must hold a gallery. @throws AppError file-invalid where it does not */
export async function sourceOfGallery(files: readonly File[]): Promise<Source> {
  const source = await sourceOfFiles(files);
  if (source.gallery) return source;
  throw new AppError(
    'file-invalid',
    `${files[0]?.name ?? 'The file'} is no exported gallery: there is no gallery.json in it.`,
    'Choose a ZIP that Export wrote, or the packed folder of a gallery; a ZIP of pictures opens by "Open pictures or a ZIP".',
  );
}

/** A ZIP of pictures, or of a gallery: then only its pictures are taken for such, and not its thumbnails. */
async function sourceOfArchive(archive: File): Promise<Source> {
  const entries = await openArchive(archive);
  const gallery = galleryIn(archive.name, entries);
  const images = gallery
    ? [...gallery.entries]
        .filter(([name]) => name.startsWith('images/'))
        .map(([name, entry]) => ({ ...entry, name: name.slice('images/'.length) }))
    : entries;
  const files = inOrder(picturesIn(archive, images));
  return { kind: 'zip', name: titleOf(archive), files, ...(gallery && { gallery }) };
}

/** The folder's own name is that of the gallery. */
function pathOf({ webkitRelativePath: path, name }: File): string {
  return path ? path.slice(path.indexOf('/') + 1) : name;
}

function nameOf(files: readonly File[]): string {
  const [first] = files;
  if (!first) return 'Pictures';
  return files.length === 1 ? titleOf(first) : `${titleOf(first)} and ${files.length - 1} more`;
}
