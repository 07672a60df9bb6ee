import type { GalleryItem } from '@/lib/gallery/types';
import type { BandChoice, BandWish } from '@/lib/image/raster/types';
import type { Crop } from '@/lib/image/types';
import type { GalleryArchive } from '../exchange/archive';
import type { ChipOptions, SceneInfo } from '../types';

/** A file that was found and not yet opened. */
export interface SourceFile {
  /** Relative to what was opened, with slashes. */
  readonly path: string;
  /** Where the same path is found again with other contents, size or time differ. @throws where it has gone meanwhile */
  open(): Promise<FileLike>;
  /** The part of that file that is meant, px; the file is then read by windows. */
  readonly part?: Crop;
  /** The bands that the part is shown in; left out, those that the reader chooses. */
  readonly choice?: BandChoice;
  /** What is known of it beside what decoding shows. */
  about?(): Partial<GalleryItem>;
  /** The picture itself, where it is not the file. */
  picture?(): Promise<File>;
}

/** As much of a `File` as is used; an entry of a ZIP is made one. */
export type FileLike = Blob & { readonly lastModified: number };

/** What was dropped or picked: a name for it, its pictures, and the handle to open it again where there is one. */
export interface Source {
  readonly kind: 'folder' | 'files' | 'zip' | 'scene';
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly handle?: FileSystemDirectoryHandle;
  /** The ZIP is a gallery that was exported, or made by the command line; `files` are its pictures. */
  readonly gallery?: GalleryArchive;
  readonly scenes?: readonly SceneInfo[];
  readonly chips?: ChipOptions;
  readonly wish?: BandWish;
  /** Of scenes: the same cut out of other bands; null: of those that the reader chooses. */
  inBands?(wish: BandWish | null): Promise<Source>;
}

/** In the order in which people count: `2` before `10`. */
export function inOrder(files: SourceFile[]): SourceFile[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return files.sort((a, b) => compare(a.path, b.path));
}
