import { AppError } from '@/lib/errors/errors';
import { defaultFiles } from '@/lib/model/manifest';
import { readModel } from '../shared/model';
import { withFacts } from './facts';
import { assertFits, type Fill, fill } from './fill';
import { indexTable, type Recall } from './index-table';
import { locked } from './lock';
import type { FillOptions } from './options';
import { openSources } from './source/open';
import type { Source } from './source/types';
import { openTable } from './store/connect';
import { loadStore } from './store/lancedb';
import {
  type CollectionManifest,
  manifestThere,
  readManifest,
  writeManifest,
} from './store/manifest';

/** What create or append did. */
export interface Created extends Fill {
  readonly measured?: Recall;
  /** Whether there was nothing to do. */
  readonly unchanged: boolean;
}

/**
 * Makes a collection, or continues one that was begun; `append` adds to one.
 * @throws AppError store-missing | file-… | gallery-invalid | model-… | collection-… | usage | cancelled
 */
export async function create(options: FillOptions, signal: AbortSignal): Promise<Created> {
  await loadStore();
  const { dir, id } = options;
  const sources = await openSources(options.from, options.columns);
  return locked(dir, id, async () => {
    const begun = manifestThere(dir, id);
    if (options.kind === 'append' && !begun) await readManifest(dir, id);
    const manifest = begun ? await readManifest(dir, id) : await begin(options, sources);
    if (options.kind === 'create' && begun) assertSame(manifest, sources);
    for (const source of sources) assertFits(manifest, source);
    const open = sources.filter(
      ({ fingerprint }) =>
        !manifest.sources.some((one) => one.fingerprint === fingerprint && one.done),
    );
    if (open.length === 0 && manifest.ready) {
      return { manifest, added: 0, leftOut: new Map(), unchanged: true };
    }
    const filled = await fill(dir, { ...manifest, ready: false }, open, signal);
    signal.throwIfAborted();
    const table = await openTable(dir, filled.manifest);
    const { manifest: indexed, measured } = await indexTable(table, filled.manifest, {
      from: options.indexFrom,
    });
    const columns = await withFacts(table, indexed.columns);
    table.close();
    const done = { ...indexed, columns, ready: true };
    await writeManifest(dir, done);
    return {
      ...filled,
      manifest: done,
      ...(measured && { measured }),
      unchanged: false,
    };
  });
}

/** The manifest of a collection that has nothing in it yet. */
async function begin(
  options: FillOptions,
  sources: readonly Source[],
): Promise<CollectionManifest> {
  const [first] = sources as [Source, ...Source[]];
  const columns = new Map(
    sources.flatMap((source) => source.columns.map((column) => [column.name, column] as const)),
  );
  const date = sources.find((source) => source.date !== undefined)?.date;
  const text = (name: 'title' | 'license' | 'attribution') => {
    const said = [...new Set(sources.flatMap((source) => source[name] ?? []))];
    return options[name] ?? (said.length > 0 ? said.join('; ') : undefined);
  };
  return {
    id: options.id,
    title: text('title') ?? options.id,
    ...(options.description && { description: options.description }),
    license: text('license') ?? 'Not stated',
    attribution: text('attribution') ?? 'Not stated',
    ...(await modelOf(options, first)),
    dim: first.dim,
    rows: 0,
    columns: [...columns.values()],
    ...(date !== undefined && { date }),
    store: options.store,
    sources: [],
    ready: false,
  };
}

async function modelOf(
  { publicDir, model: named }: FillOptions,
  { name, dim, model, modelSha256 }: Source,
): Promise<Pick<CollectionManifest, 'model' | 'modelSha256'>> {
  if (model !== undefined && modelSha256 !== undefined) {
    if (named === undefined || named === model) return { model, modelSha256 };
    throw new AppError(
      'model-mismatch',
      `${name} was embedded by "${model}", not by "${named}".`,
      'Leave --model out, or embed it: npm run gallery -- embed.',
    );
  }
  const manifest = await readModel(publicDir, named ?? 'compact');
  if (manifest.dim !== dim) {
    throw new AppError(
      'model-mismatch',
      `The embeddings of ${name} have ${dim} numbers; those of the model "${manifest.id}" have ${manifest.dim}.`,
      'Name the model that made them with --model; import it first: npm run model -- import.',
    );
  }
  return { model: manifest.id, modelSha256: defaultFiles(manifest).vision.sha256 };
}

/** @throws AppError usage where the collection was made of other sources */
function assertSame(manifest: CollectionManifest, sources: readonly Source[]): void {
  const known = new Set(manifest.sources.map(({ fingerprint }) => fingerprint));
  const other = sources.find(({ fingerprint }) => known.size > 0 && !known.has(fingerprint));
  if (!other) return;
  throw new AppError(
    'usage',
    `There is a collection "${manifest.id}" already, and ${other.name}, as it is now, is not in it.`,
    `Add it: npm run collection -- append ${manifest.id} --from …; or remove the collection first.`,
  );
}
