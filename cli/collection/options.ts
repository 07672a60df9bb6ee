import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { COLLECTION_ID } from '@/lib/collection/info';
import { usage } from '../shared/run';
import { INDEXED_FROM } from './index-table';
import type { ColumnNames } from './source/schema';
import { ROOT } from './store/lancedb';

export const USAGE = `npm run collection -- setup
npm run collection -- create ID --from SOURCE [options]
npm run collection -- append ID --from SOURCE [options]
npm run collection -- compact ID [--rebuild]
npm run collection -- export ID --to FILE.parquet
npm run collection -- list
npm run collection -- verify ID
npm run collection -- remove ID

A collection is a gallery too large for a page: it stays on the server, which a page asks with the numbers of a query.
setup installs LanceDB, which keeps collections, once (215 MB). create fills a collection from SOURCE: a gallery
(public/galleries/aerial), a folder of galleries, a Parquet or GeoParquet file with a column of embeddings, or a folder
of such files. Stopped, it goes on where it was when it is called again; called again when done, it changes nothing.
append adds what another source has; an id gets into a collection once. compact joins the small files that appending
leaves, and brings the index up to date (--rebuild makes it anew). verify counts, looks for ids that are there twice and
measures what the index finds. export writes GeoParquet.

  --dir DIR         where collections are kept (collections)
  --store URI       where the table is kept: s3://BUCKET/PATH, gs://, az://, or db://NAME of LanceDB's cluster
                    (in DIR). Keys come from the environment; see docs/collections.md
  --model ID        model that made the embeddings, of public/models (a gallery says it; else compact)
  --title T, --description D, --attribution A, --license L
  --id-column C, --embedding C, --date C, --lon C, --lat C
                    columns of Parquet files that are not named as usual
  --index-from N    items from which on there is an index; below, every item is compared (20000)
  --public DIR      where models are kept: DIR/models (public)

npm start -- --collections DIR serves them.
`;

interface Places {
  readonly dir: string;
  readonly publicDir: string;
}

export interface FillOptions extends Places {
  readonly kind: 'create' | 'append';
  readonly id: string;
  readonly from: string;
  readonly store: string;
  readonly model?: string;
  readonly title?: string;
  readonly description?: string;
  readonly attribution?: string;
  readonly license?: string;
  readonly columns: ColumnNames;
  readonly indexFrom: number;
}

export type Options =
  | { readonly kind: 'help' | 'setup' }
  | FillOptions
  | (Places & { readonly kind: 'list' })
  | (Places & { readonly kind: 'verify' | 'remove'; readonly id: string })
  | (Places & { readonly kind: 'compact'; readonly id: string; readonly rebuild: boolean })
  | (Places & { readonly kind: 'export'; readonly id: string; readonly to: string });

/** @throws AppError usage, or what parseArgs throws */
export function parseOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: text,
      to: text,
      store: text,
      model: text,
      title: text,
      description: text,
      attribution: text,
      license: text,
      'id-column': text,
      embedding: text,
      date: text,
      lon: text,
      lat: text,
      'index-from': { type: 'string', default: String(INDEXED_FROM) },
      rebuild: { type: 'boolean', default: false },
      dir: { type: 'string', default: 'collections' },
      public: { type: 'string', default: join(ROOT, 'public') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, id, ...rest] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (rest.length > 0) {
    throw usage(`unexpected argument "${rest[0]}"; quote names that contain blanks.`);
  }
  const places = { dir: resolve(values.dir), publicDir: resolve(values.public) };
  switch (command) {
    case 'setup':
      return { kind: 'setup' };
    case 'list':
      return { kind: 'list', ...places };
    case 'verify':
    case 'remove':
      return { kind: command, id: checkedId(command, id), ...places };
    case 'compact':
      return { kind: command, id: checkedId(command, id), rebuild: values.rebuild, ...places };
    case 'export': {
      if (!values.to) throw usage('Into which file? --to FILE.parquet');
      return { kind: command, id: checkedId(command, id), to: resolve(values.to), ...places };
    }
    case 'create':
    case 'append': {
      if (!values.from) throw usage('From what? --from a gallery or Parquet files');
      const { model, title, description, attribution, license } = values;
      const { 'id-column': idColumn, embedding, date, lon, lat } = values;
      return {
        kind: command,
        id: checkedId(command, id),
        from: resolve(values.from),
        store: checkedStore(values.store),
        ...given({ model, title, description, attribution, license }),
        indexFrom: count(values['index-from']),
        columns: given({ id: idColumn, embedding, date, lon, lat }),
        ...places,
      };
    }
    default:
      throw usage(
        command
          ? `There is no command "${command}".`
          : 'Which command? setup, create, append, compact, export, list, verify or remove.',
      );
  }
}

function given<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): { [K in Name]?: string } {
  const entries = Object.entries<string | undefined>(values);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  ) as { [K in Name]?: string };
}

function checkedId(command: string, id: string | undefined): string {
  if (id === undefined) throw usage(`Which collection? npm run collection -- ${command} ID`);
  if (COLLECTION_ID.test(id)) return id;
  throw usage(
    `"${id}" cannot be the id of a collection.`,
    'Use small letters, digits, "-" and "_", such as "tiles-2024".',
  );
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 256) return value;
  throw usage(`--index-from must be a whole number of at least 256, not "${text}".`);
}

function checkedStore(store: string | undefined): string {
  if (store === undefined) return '.';
  if (/^(s3|gs|az|db):\/\/./.test(store)) return store;
  throw usage(
    `"${store}" is not a place where a table can be kept.`,
    'Use s3://BUCKET/PATH, gs://BUCKET/PATH, az://CONTAINER/PATH or db://NAME; for a folder, --dir.',
  );
}
