import type { Bytes } from '../bytes';
import type { ImageFormat, ImageHeader, RgbaImage } from '../types';
import { sniffAvif } from './avif';
import { sniffBmp } from './bmp';
import { sniffGif } from './gif';
import { sniffJp2 } from './jp2';
import { sniffJpeg } from './jpeg';
import { sniffPng } from './png';
import { sniffTiff } from './tiff';
import { sniffWebp } from './webp';

/** Decodes what neither browsers nor sharp read; `webp` decodes what the file holds of it, to RGBA. */
export type Decoder = (
  bytes: Uint8Array<ArrayBuffer>,
  name: string | undefined,
  options: { readonly webp: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8ClampedArray> },
) => Promise<RgbaImage>;

/** An image format that is read. To add one, see CONTRIBUTING.md. */
export interface FormatRecord {
  readonly name: ImageFormat;
  /** Ways in which such a file begins: each is texts at their offsets, all of which must be there. */
  readonly begins: readonly (readonly (readonly [offset: number, text: string])[])[];
  /** Reads the header. @throws EndOfBytes | UnsupportedKind | Error where it is damaged */
  readonly sniff: (bytes: Bytes) => ImageHeader;
  /**
   * Imported when such a file is met; left out where browsers and sharp decode the format themselves. A gallery holds
   * the pixels that it gives, and not the file.
   */
  readonly decoder?: () => Promise<Decoder>;
}

export const FORMATS: readonly FormatRecord[] = [
  { name: 'jpeg', begins: [[[0, '\xff\xd8']]], sniff: sniffJpeg },
  { name: 'png', begins: [[[0, '\x89PNG\r\n\x1a\n']]], sniff: sniffPng },
  { name: 'gif', begins: [[[0, 'GIF87a']], [[0, 'GIF89a']]], sniff: sniffGif },
  {
    name: 'webp',
    begins: [
      [
        [0, 'RIFF'],
        [8, 'WEBP'],
      ],
    ],
    sniff: sniffWebp,
  },
  {
    name: 'bmp',
    begins: [
      [
        [0, 'BM'],
        [6, '\0\0\0\0'],
        [15, '\0\0\0'],
      ],
    ],
    sniff: sniffBmp,
    decoder: async () => (await import('./bmp-pixels')).decodeBmp,
  },
  { name: 'avif', begins: [[[4, 'ftyp']]], sniff: sniffAvif },
  {
    name: 'tiff',
    begins: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].map((text) => [[0, text] as const]),
    sniff: sniffTiff,
    decoder: async () => (await import('../raster/open')).decodeRaster,
  },
  {
    name: 'jp2',
    begins: [[[0, '\0\0\0\x0cjP  ']], [[0, '\xff\x4f\xff\x51']]],
    sniff: sniffJp2,
    decoder: async () => (await import('../raster/open')).decodeRaster,
  },
];

/** The format that a file begins like. */
export function formatOf(bytes: Bytes): FormatRecord | undefined {
  return FORMATS.find(({ begins }) =>
    begins.some((texts) => texts.every(([offset, text]) => bytes.is(offset, text))),
  );
}

/** Whether a format has a decoder of its own here, since sharp or browsers do not read it. */
export function hasDecoder(format: ImageFormat): boolean {
  return FORMATS.some(({ name, decoder }) => name === format && decoder !== undefined);
}

/** The decoder of a format that has one of its own. */
export async function decoderOf(format: ImageFormat): Promise<Decoder | undefined> {
  return FORMATS.find(({ name }) => name === format)?.decoder?.();
}
