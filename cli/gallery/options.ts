import { availableParallelism } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { usage } from '../shared/run';
import type { DraftPlaces } from './draft';

export const PUBLIC = join(dirname(fileURLToPath(import.meta.url)), '../../public');

const RSICD = 'RSICD, Lu, Wang, Zheng and Li, 2017';

export const USAGE = `npm run gallery -- build FOLDER --id ID --title TITLE [options]
npm run gallery -- rsicd [--split test] [--from FILE.parquet] [options]
npm run gallery -- embed ID --model M [--id ID] [--title TITLE]
npm run gallery -- list [--write]
npm run gallery -- verify ID
npm run gallery -- remove ID

build reads a folder of images (JPEG, PNG, WebP, AVIF, GIF, TIFF), embeds them and writes a gallery that the page
shows. Stopped, it goes on where it was when it is called again.

  --captions FILE   only the images that it names: JSON lines {"filename", "captions", "category"?, "split"?}, or
                    the dataset.json of RSICD, UCM and Sydney
  --split NAME      only the rows of that split; without --captions, FOLDER/NAME.jsonl or FOLDER/../NAME.jsonl
  --model ID        which model embeds (compact)
  --attribution A   whom to name (Not stated)
  --license L       under which licence the images are (Not stated)
  --no-images       write embeddings and captions alone: the page shows cards without pictures
  --no-captions     leave the captions out
  --images-command C  what brings the images to a gallery that is passed on without them
  --jobs N          images read at a time (one a core)
  --threads N       threads of the model's runtime (half the cores)

rsicd makes a gallery of the published RSICD, from the Hugging Face Hub or a parquet file of its form. The gallery
rsicd-test ships without images: its images, thumbnails and captions are brought to it, nothing is embedded again.
embed makes a gallery's twin with the embeddings of another model. list --write refreshes galleries.json, by which the page knows what is there. verify opens every file, embeds a
sample again and compares the index with exact search.

  --out DIR         where galleries are kept (public/galleries)
  --public DIR      where models are kept: DIR/models (public)
`;

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
  readonly model: string;
  readonly attribution: string;
  readonly license: string;
  readonly images: boolean;
  readonly captionsWanted: boolean;
  readonly imagesCommand?: string;
  readonly jobs: number;
  readonly threads: number;
}

/** As a build of which the command itself knows the folder. */
export interface RsicdOptions extends Omit<BuildOptions, 'kind' | 'folder' | 'captions' | 'split'> {
  readonly kind: 'rsicd';
  readonly split: string;
  /** A parquet file, in place of the hub's. */
  readonly from?: string;
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

export type Options =
  | { readonly kind: 'help' }
  | BuildOptions
  | RsicdOptions
  | EmbedOptions
  | (Places & { readonly kind: 'list'; readonly write: boolean })
  | (Places & { readonly kind: 'verify' | 'remove'; readonly id: string });

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
      model: { type: 'string', default: 'compact' },
      attribution: { type: 'string', default: 'Not stated' },
      license: { type: 'string', default: 'Not stated' },
      from: { type: 'string' },
      'no-captions': { type: 'boolean', default: false },
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
    throw usage(`"${rest[0]}" is one word too many; quote names that have blanks.`);
  const publicDir = resolve(values.public);
  const out = resolve(values.out ?? join(publicDir, 'galleries'));
  const served = out.startsWith(publicDir + sep);
  const drafts = served ? join(dirname(publicDir), '.cache/galleries') : out;
  const places = { publicDir, out, drafts };
  switch (command) {
    case 'list':
      return { kind: 'list', write: values.write, ...places };
    case 'verify':
    case 'remove':
      if (!subject) throw usage(`Which gallery? npm run gallery -- ${command} ID`);
      return { kind: command, id: checkedId(subject), ...places };
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
          : 'Which command? build, rsicd, embed, list, verify or remove.',
      );
  }
}

/** What every build is told. */
function shared(values: {
  readonly model: string;
  readonly attribution: string;
  readonly license: string;
  readonly 'no-images': boolean;
  readonly 'no-captions': boolean;
  readonly 'images-command'?: string | undefined;
  readonly jobs: string;
  readonly threads: string;
}) {
  return {
    model: values.model,
    attribution: values.attribution.trim() || 'Not stated',
    license: values.license.trim() || 'Not stated',
    images: !values['no-images'],
    captionsWanted: !values['no-captions'],
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
