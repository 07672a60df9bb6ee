import type { ErrorReport } from '@/lib/errors/errors';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import type { BandChoice, BandInfo, BandWish, ChoiceBasis } from '@/lib/image/raster/types';

/** A picture that was read, and by what it is known to be the same at the next look into the folder. */
export interface OwnItem extends GalleryItem {
  /** Of the file. */
  readonly bytes: number;
  /** When it was changed last, ms since 1970. */
  readonly modified: number;
}

/** A file that could not be read, and why. */
export interface Unread {
  readonly path: string;
  readonly report: ErrorReport;
}

/** How a scene is cut. */
export interface ChipOptions {
  /** Side of a chip, in the unit. */
  readonly size: number;
  /** Px of the scene, or metres of the ground. */
  readonly unit: 'px' | 'm';
  /** Share of a chip that it has in common with the next, 0..0.75. */
  readonly overlap: number;
}

/** Where the pictures of a gallery come from. `handle`: what the browser can open again, where it has such a thing. */
export interface OwnSource {
  readonly kind: 'folder' | 'files' | 'zip' | 'scene' | 'import';
  /** Of the folder or file, as the person knows it. */
  readonly name: string;
  readonly handle?: FileSystemDirectoryHandle;
  /** Of scenes, and how they are cut. */
  readonly scenes?: readonly SceneInfo[];
  readonly chips?: ChipOptions;
  /** The bands that the visitor chose for its scenes; left out, the reader chooses. */
  readonly wish?: BandWish;
}

/** A large picture that was cut into chips. */
export interface SceneInfo {
  readonly file: string;
  /** Px, upright. */
  readonly width: number;
  readonly height: number;
  /** Of the ground, in its middle; left out where nobody knows where it lies. */
  readonly metresPerPixel?: number;
  /** Its coordinate system: `EPSG:32633`, or WKT. */
  readonly crs?: string;
  /** Which bands are shown as red, green and blue, in words. */
  readonly bands?: string;
  /** The same as data, with all that there is to choose from; left out where there is nothing to choose. */
  readonly shown?: {
    readonly bands: readonly BandInfo[];
    readonly choice: BandChoice;
    /** Null where the visitor chose them. */
    readonly basis: ChoiceBasis | null;
    readonly sensor: string | null;
  };
  /** Why where it lies is not known, where it says something of it. */
  readonly problem?: string;
}

/** What an imported gallery says of itself beside its items. */
export type Origin = Pick<
  GalleryManifest,
  'license' | 'attribution' | 'description' | 'suggestions' | 'certainty'
>;

/** How far the reading has come. `stopped`: by a pause, a reload or a problem; it can go on. */
export type OwnState = 'reading' | 'stopped' | 'complete';

/** A gallery of this browser's own, without its pictures. */
export interface OwnGallery {
  readonly id: string;
  readonly title: string;
  /** Ms since 1970. */
  readonly created: number;
  readonly source: OwnSource;
  /** Of an imported gallery. */
  readonly origin?: Origin;
  readonly state: OwnState;
  /** What the embeddings are of: the model's id, and the SHA-256 of its vision file. */
  readonly model: string;
  readonly modelSha256: string;
  readonly dim: number;
  /** Of files to read, as far as it is known. */
  readonly total: number;
  /** Of pictures that can be searched. */
  readonly items: number;
  /** What it takes of the browser's storage. */
  readonly bytes: number;
  /** Number of the next part. */
  readonly parts: number;
  /** Rows that are no longer of the gallery, as `part:row`: their file has changed or gone. */
  readonly dropped: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Some pictures that were read one after the other. It is written once and never changed, so that whoever reads it
 * meanwhile sees a whole one, and a crash costs the last part at most.
 */
export interface Part {
  readonly items: readonly OwnItem[];
  /** All thumbnails (WebP, or what the browser can write), one behind the other. */
  readonly thumbs: Blob;
  /** Where each thumbnail ends, bytes. */
  readonly ends: readonly number[];
}

export type ReadingPhase = 'reading' | 'paused' | 'complete' | 'failed';

/** How far the reading of a gallery has come. */
export interface Reading {
  readonly gallery: OwnGallery;
  readonly phase: ReadingPhase;
  /** Files that are done with, read or not, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Pictures that were read in this reading: new ones, and such as have changed. */
  readonly read: number;
  /** Files a second of late; null before it is known. */
  readonly rate: number | null;
  readonly problem?: ErrorReport;
}
