import { availableParallelism } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { usage } from '../shared/run';
import type { Asked } from './certainty/ask';
import type { DraftPlaces } from './draft';

export const PUBLIC = join(dirname(fileURLToPath(import.meta.url)), '../../public');

const RSICD = 'RSICD, Lu, Wang, Zheng and Li, 2017';

/** Of thumbnails: longer side in px, and WebP's quality. */
export const THUMBS = { side: 256, quality: 80 };

const AERIAL = {
  attribution:
    'Map services and data available from U.S. Geological Survey, National Geospatial Program. UC Merced Land Use: Yang and Newsam, 2010; labels: Chaudhuri et al., 2017',
  license: 'Public domain',
  description: '2,100 real photographs of 21 kinds of place in the USA',
  thumbs: { side: 192, quality: 55 },
  indexWanted: false,
};

interface Places extends DraftPlaces {
  /** Holds `models/`. */
  readonly publicDir: string;
}

export interface BuildOptions extends Places {
  readonly kind: 'build';
  readonly folder: string;
  readonly id: string;
  readonly title: string;
  readonly captions?: string | undefined;
  readonly split?: string | undefined;
  /** Patterns of files and folders that are left out, as glob.ts takes them. */
  readonly exclude: readonly string[];
  readonly model: string;
  readonly attribution: string;
  readonly license: string;
  readonly description?: string;
  readonly images: boolean;
  readonly captionsWanted: boolean;
  /** False leaves the index out: exact search answers, in a millisecond over a few thousand images. */
  readonly indexWanted: boolean;
  /** What the gallery is asked, for its suggestions and its calibration; left out, the names of its categories. */
  readonly queries?: readonly Asked[];
  readonly imagesCommand?: string;
  /** How thumbnails are written: longer side in px, WebP's quality. */
  readonly thumbs: { readonly side: number; readonly quality: number };
  readonly jobs: number;
  readonly threads: number;
}

/** Options of a build whose folder the command itself chooses. */
export interface RsicdOptions extends Omit<BuildOptions, 'kind' | 'folder' | 'captions' | 'split'> {
  readonly kind: 'rsicd';
  readonly split: string;
  /** A parquet file, in place of the hub's. */
  readonly from?: string;
}

/** As a build; `from` holds the photographs. */
export interface AerialOptions
  extends Omit<BuildOptions, 'kind' | 'folder' | 'captions' | 'split'> {
  readonly kind: 'aerial';
  readonly from: string;
}

export interface EmbedOptions extends Places {
  readonly kind: 'embed';
  /** The gallery that it is the twin of. */
  readonly of: string;
  readonly id: string;
  readonly title?: string;
  readonly model: string;
  readonly jobs: number;
  readonly threads: number;
}

export interface RenewOptions extends Places {
  readonly kind: 'renew';
  readonly id: string;
  /** Folder that holds the pictures, where the gallery does not. */
  readonly from?: string;
  readonly threads: number;
}

/** As {@link RenewOptions}, without a model. */
export type HashOptions = Omit<RenewOptions, 'kind' | 'threads'> & { readonly kind: 'hash' };

export interface ImportOptions extends Places {
  readonly kind: 'import';
  /** Path of the ZIP. */
  readonly archive: string;
  /** In place of those in its `gallery.json`. */
  readonly id?: string;
  readonly title?: string;
}

export type Options =
  | { readonly kind: 'help' }
  | BuildOptions
  | RsicdOptions
  | AerialOptions
  | EmbedOptions
  | ImportOptions
  | RenewOptions
  | HashOptions
  | (Places & { readonly kind: 'list'; readonly write: boolean })
  | (Places & { readonly kind: 'verify' | 'remove' | 'ask' | 'atlas'; readonly id: string });

/** @throws AppError usage, or what parseArgs throws */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      title: { type: 'string' },
      captions: { type: 'string' },
      split: { type: 'string' },
      exclude: { type: 'string', multiple: true, default: [] },
      model: { type: 'string', default: 'compact' },
      attribution: { type: 'string', default: 'Not stated' },
      license: { type: 'string', default: 'Not stated' },
      description: { type: 'string' },
      from: { type: 'string' },
      'no-captions': { type: 'boolean', default: false },
      'no-index': { type: 'boolean', default: false },
      'images-command': { type: 'string' },
      'no-images': { type: 'boolean', default: false },
      jobs: { type: 'string', default: String(availableParallelism()) },
      threads: { type: 'string', default: String(Math.ceil(availableParallelism() / 2)) },
      out: { type: 'string' },
      public: { type: 'string', default: PUBLIC },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, subject, ...rest] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (rest.length > 0)
    throw usage(`unexpected argument "${rest[0]}"; quote names that contain blanks.`);
  const publicDir = resolve(values.public);
  const out = resolve(values.out ?? join(publicDir, 'galleries'));
  const served = out.startsWith(publicDir + sep);
  const drafts = served ? join(dirname(publicDir), '.cache/galleries') : out;
  const places = { publicDir, out, drafts };
  switch (command) {
    case 'list':
      return { kind: 'list', write: values.write, ...places };
    case 'verify':
    case 'ask':
    case 'atlas':
    case 'remove':
      if (!subject) throw usage(`Which gallery? npm run gallery -- ${command} ID`);
      return { kind: command, id: checkedId(subject), ...places };
    case 'hash':
      if (!subject) throw usage('Which gallery? npm run gallery -- hash ID');
      return {
        kind: 'hash',
        id: checkedId(subject),
        ...(values.from !== undefined && { from: resolve(values.from) }),
        ...places,
      };
    case 'renew':
      if (!subject) throw usage('Which gallery? npm run gallery -- renew ID');
      return {
        kind: 'renew',
        id: checkedId(subject),
        ...(values.from !== undefined && { from: resolve(values.from) }),
        threads: count('threads', values.threads, 16),
        ...places,
      };
    case 'embed': {
      if (!subject) throw usage('Which gallery? npm run gallery -- embed ID --model M');
      return {
        kind: 'embed',
        of: checkedId(subject),
        id: checkedId(values.id ?? `${subject}-${values.model}`.slice(0, 64)),
        ...(values.title?.trim() && { title: values.title.trim() }),
        model: values.model,
        jobs: count('jobs', values.jobs, 64),
        threads: count('threads', values.threads, 16),
        ...places,
      };
    }
    case 'import':
      if (!subject) throw usage('Which file? npm run gallery -- import FILE.zip');
      return {
        kind: 'import',
        archive: resolve(subject),
        ...(values.id && { id: checkedId(values.id) }),
        ...(values.title?.trim() && { title: values.title.trim() }),
        ...places,
      };
    case 'rsicd': {
      const split = values.split ?? 'test';
      return {
        kind: 'rsicd',
        split,
        ...(values.from && { from: resolve(values.from) }),
        ...shared(values),
        id: checkedId(values.id ?? `rsicd-${split}`),
        title: values.title?.trim() || `RSICD, ${split}`,
        attribution: RSICD,
        ...places,
      };
    }
    case 'aerial':
      return {
        kind: 'aerial',
        from: resolve(values.from ?? '../shared/aerial'),
        ...shared(values),
        id: checkedId(values.id ?? 'aerial'),
        title: values.title?.trim() || 'Aerial photographs',
        ...AERIAL,
        ...places,
      };
    case 'build': {
      if (!subject) throw usage('Which folder of images? npm run gallery -- build FOLDER --id ID');
      if (!values.id) throw usage('--id is missing: the short name of the gallery in addresses.');
      return {
        kind: 'build',
        folder: resolve(subject),
        id: checkedId(values.id),
        title: values.title?.trim() || values.id,
        ...(values.captions && { captions: resolve(values.captions) }),
        ...(values.split && { split: values.split }),
        ...shared(values),
        ...places,
      };
    }
    default:
      throw usage(
        command
          ? `There is no command "${command}".`
          : 'Which command? build, rsicd, aerial, embed, import, renew, hash, atlas, ask, list, verify or remove.',
      );
  }
}

/** Options of every build. */
function shared(values: {
  readonly model: string;
  readonly attribution: string;
  readonly license: string;
  readonly description?: string | undefined;
  readonly exclude: readonly string[];
  readonly 'no-images': boolean;
  readonly 'no-captions': boolean;
  readonly 'no-index': boolean;
  readonly 'images-command'?: string | undefined;
  readonly jobs: string;
  readonly threads: string;
}) {
  return {
    exclude: values.exclude,
    model: values.model,
    attribution: values.attribution.trim() || 'Not stated',
    license: values.license.trim() || 'Not stated',
    ...(values.description?.trim() && { description: values.description.trim() }),
    images: !values['no-images'],
    captionsWanted: !values['no-captions'],
    indexWanted: !values['no-index'],
    thumbs: THUMBS,
    ...(values['images-command'] && { imagesCommand: values['images-command'] }),
    jobs: count('jobs', values.jobs, 64),
    threads: count('threads', values.threads, 16),
  };
}

function checkedId(id: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id)) return id;
  throw usage(
    `"${id}" cannot be the id of a gallery.`,
    'Use small letters, digits, "-" and "_", such as "rsicd-test".',
  );
}

function count(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw usage(`--${name} must be a whole number from 1 to ${most}, not "${text}".`);
}
