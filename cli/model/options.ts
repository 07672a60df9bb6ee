import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { usage } from '../shared/run';
import { ACTIVATIONS, type Activation } from './families/transformer';

export const PRECISIONS = ['fp32', 'fp16', 'q8'] as const;
export type Precision = (typeof PRECISIONS)[number];

const PUBLIC = join(dirname(fileURLToPath(import.meta.url)), '../../public');

export const USAGE = `npm run model -- import SOURCE [options]
npm run model -- list
npm run model -- verify ID
npm run model -- remove ID

import makes a model of this project from a checkpoint of CLIP or SigLIP: SOURCE is a repository of the Hugging Face Hub (such as
flax-community/clip-rsicd-v2), a folder, or a file (safetensors, PyTorch, Flax). See docs/models.md.

  --id ID           short name in addresses (from SOURCE)
  --title TITLE     name for people (from SOURCE)
  --precision LIST  fp32, fp16, q8, or several with commas; the first is what the page loads (q8)
  --revision R      branch, tag or commit of the repository (main)
  --file NAME       which checkpoint, where there are several
  --vocab PATH      CLIP's vocabulary, where the source has none: a folder with vocab.json and merges.txt, or
                    bpe_simple_vocab_16e6.txt.gz
  --activation A    quick_gelu (OpenAI's) or gelu (OpenCLIP's own), where no configuration says it
  --license L       licence of the weights (from the repository)

  --public DIR      where models are kept: DIR/models (public)

HF_TOKEN, HF_ENDPOINT and proxies (HTTPS_PROXY, NO_PROXY) are respected. Downloads are kept in .cache/hub.
Then embed a gallery with it: npm run gallery -- embed ID --model ID
`;

/** The model that the project ships; it is neither replaced nor removed. */
export const SHIPPED = 'compact';

interface Places {
  /** Holds `models/`. */
  readonly publicDir: string;
}

export interface ImportOptions extends Places {
  readonly kind: 'import';
  readonly source: string;
  readonly id: string;
  readonly title: string;
  readonly precisions: readonly Precision[];
  readonly revision: string;
  readonly file?: string;
  readonly vocab?: string;
  readonly activation?: Activation;
  readonly license?: string;
}

export type Options =
  | { readonly kind: 'help' }
  | ImportOptions
  | (Places & { readonly kind: 'list' })
  | (Places & { readonly kind: 'verify' | 'remove'; readonly id: string });

/** @throws AppError usage, or what parseArgs throws */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      title: { type: 'string' },
      precision: { type: 'string', default: 'q8' },
      revision: { type: 'string', default: 'main' },
      file: { type: 'string' },
      vocab: { type: 'string' },
      activation: { type: 'string' },
      license: { type: 'string' },
      public: { type: 'string', default: PUBLIC },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, subject, ...rest] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (rest.length > 0)
    throw usage(`unexpected argument "${rest[0]}"; quote names that contain blanks.`);
  const places = { publicDir: resolve(values.public) };
  switch (command) {
    case 'list':
      return { kind: 'list', ...places };
    case 'verify':
    case 'remove':
      if (!subject) throw usage(`Which model? npm run model -- ${command} ID`);
      return { kind: command, id: checkedId(subject), ...places };
    case 'import': {
      if (!subject)
        throw usage('Which checkpoint? npm run model -- import flax-community/clip-rsicd-v2');
      const name = nameOf(subject);
      return {
        kind: 'import',
        source: subject,
        id: checkedNew(values.id ?? idOf(name)),
        title: values.title?.trim() || name,
        precisions: precisionsOf(values.precision),
        revision: values.revision,
        ...(values.file && { file: values.file }),
        ...(values.vocab && { vocab: resolve(values.vocab) }),
        ...(values.activation && { activation: activationOf(values.activation) }),
        ...(values.license?.trim() && { license: values.license.trim() }),
        ...places,
      };
    }
    default:
      throw usage(
        command
          ? `There is no command "${command}".`
          : 'Which command? import, list, verify or remove.',
      );
  }
}

/** The last part of a repository's or a file's name. */
function nameOf(source: string): string {
  const last =
    source
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? '';
  return last.replace(/\.(safetensors|bin|pt|pth|msgpack)$/i, '') || 'model';
}

function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
}

function checkedId(id: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id)) return id;
  throw usage(
    `"${id}" cannot be the id of a model.`,
    'Use small letters, digits, "-" and "_", with --id.',
  );
}

/** The shipped model's id is taken: galleries that ship are of it. */
function checkedNew(id: string): string {
  if (id !== SHIPPED) return checkedId(id);
  throw usage(
    `"${id}" is the model that ships; an import does not replace it.`,
    'Name it with --id.',
  );
}

function precisionsOf(text: string): Precision[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const isKnown = (name: string): name is Precision => PRECISIONS.some((known) => known === name);
  if (names.every(isKnown)) return names;
  throw usage(`"${text}" is not a list of precisions.`, `Use ${PRECISIONS.join(', ')}.`);
}

function activationOf(text: string): Activation {
  const known = ACTIVATIONS.find((name) => name === text);
  if (known) return known;
  throw usage(`"${text}" is not an activation.`, `Use ${ACTIVATIONS.join(' or ')}.`);
}
