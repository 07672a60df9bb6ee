/** What pages and the command line need to know of a format: no code of its decoder. */
interface FormatNames {
  /** As sentences call it. */
  readonly label: string;
  /** Endings of its files, small letters. */
  readonly endings: readonly string[];
  /** Files of it are shown by browsers, and chosen where a page asks for `image/*`. */
  readonly shown: boolean;
}

/** The formats that are read, in the order in which sentences name them. */
export const FORMAT_NAMES = {
  jpeg: { label: 'JPEG', endings: ['jpg', 'jpeg', 'jfif'], shown: true },
  png: { label: 'PNG', endings: ['png'], shown: true },
  webp: { label: 'WebP', endings: ['webp'], shown: true },
  avif: { label: 'AVIF', endings: ['avif'], shown: true },
  gif: { label: 'GIF', endings: ['gif'], shown: true },
  bmp: { label: 'BMP', endings: ['bmp'], shown: true },
  tiff: { label: 'TIFF', endings: ['tif', 'tiff'], shown: false },
  jp2: { label: 'JPEG 2000', endings: ['jp2', 'j2k'], shown: false },
} as const satisfies Record<string, FormatNames>;

export type ImageFormat = keyof typeof FORMAT_NAMES;

const ALL: readonly FormatNames[] = Object.values(FORMAT_NAMES);

/** Pictures of kinds that are not read: they are tried too, since they are refused with a reason and not passed over. */
const REFUSED_ENDINGS = ['heic', 'heif', 'jxl', 'svg'] as const;

/** Names of files that are tried as pictures: `a.JPG`, `b.tif`. */
export const PICTURE_ENDING = new RegExp(
  `\\.(${[...ALL.flatMap(({ endings }) => endings), ...REFUSED_ENDINGS].join('|')})$`,
  'i',
);

/** `JPEG, PNG, … or JPEG 2000` */
export const FORMATS_READ = ALL.map(({ label }) => label)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1');

/** `accept` of an input that takes pictures. */
export const ACCEPTED_PICTURES = [
  'image/*',
  ...ALL.filter(({ shown }) => !shown).flatMap(({ endings }) => endings.map((one) => `.${one}`)),
].join(',');
