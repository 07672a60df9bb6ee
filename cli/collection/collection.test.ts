import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import { createExactIndex } from '@/lib/search-index/exact';
import { create } from './create';
import { exportCollection } from './export';
import { DIM, vectorsOf, workplace, writeTiles } from './fixtures';
import { compact, remove, verify } from './manage';
import { storeInstalled } from './store/lancedb';
import { listManifests, manifestThere, readManifest } from './store/manifest';
import { OpenCollection } from './store/open';

const GALLERY = join(import.meta.dirname, '../../public/galleries/aerial');
const never = new AbortController().signal;
const installed = storeInstalled();
if (!installed) {
  console.warn(
    'Collections are not tested: LanceDB is not installed (npm run collection -- setup).',
  );
}

describe.skipIf(!installed)('a collection', () => {
  let place: Awaited<ReturnType<typeof workplace>>;
  const tiles = () => join(place.root, 'tiles.parquet');

  beforeAll(async () => {
    place = await workplace();
    writeTiles(tiles(), 2500);
    await create(place.options('create', 'tiles', tiles()), never);
  });

  it('of a gallery ranks as exact search does', async () => {
    await create(place.options('create', 'aerial', GALLERY, '--model', 'compact'), never);
    const gallery = parseGallery(JSON.parse(readFileSync(join(GALLERY, 'gallery.json'), 'utf8')));
    const { dim, items, embeddings } = gallery;
    const bytes = readFileSync(join(GALLERY, embeddings.file));
    const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
    const exact = createExactIndex(matrix, dim);
    const opened = await OpenCollection.open(place.dir, 'aerial');
    for (let row = 0; row < items.length; row += 97) {
      const embedding = exact.vector(row);
      const found = await opened.search({ embedding, k: 20, filter: {} });
      const wanted = exact.search(embedding, 20);
      found.forEach(({ id, similarity }, rank) => {
        const cosine = wanted.similarities[rank] as number;
        expect(similarity).toBeCloseTo(cosine, 5);
        // Items that are equally near may change places.
        const rows = [...wanted.rows].filter(
          (_, i) => Math.abs((wanted.similarities[i] as number) - cosine) < 1e-5,
        );
        if (rank < 19) expect(rows.map((one) => items[one]?.id)).toContain(id);
      });
    }
    const { item } = await opened.item(items[0]?.id as string);
    expect(item).toMatchObject({ thumb: true, columns: { category: items[0]?.category } });
    expect((await opened.thumb(item.id))?.length).toBeGreaterThan(100);
    opened.close();
  });

  it('of GeoParquet has its places, dates and columns, without rows that cannot be searched', async () => {
    const manifest = await readManifest(place.dir, 'tiles');
    expect(manifest).toMatchObject({
      rows: 2498,
      date: 'datetime',
      model: 'tiny',
      bbox: [-180, 10, 179, 11],
      ready: true,
      columns: [
        {
          name: 'datetime',
          type: 'date',
          min: '2024-01-01T12:00:00.000Z',
          max: '2024-12-31T12:00:00.000Z',
        },
        { name: 'cloud', type: 'number', min: 0, max: 99 },
        { name: 'land cover', type: 'text' },
        { name: 'clear', type: 'boolean' },
      ],
    });
    // Rows 3 and 5 are left out.
    expect(manifest.columns[2]?.values).toEqual(
      [
        { value: "farmer's field", count: 833 },
        { value: 'town', count: 832 },
        { value: 'water', count: 833 },
      ].sort((a, b) => b.count - a.count),
    );
    const opened = await OpenCollection.open(place.dir, 'tiles');
    const embedding = Float32Array.from(vectorsOf(2500, DIM)[100] as number[]);
    const [best] = await opened.search({ embedding, k: 1, filter: {} });
    expect(best).toMatchObject({
      id: 'tile-100',
      bbox: [-80, 10, -79, 11],
      columns: {
        datetime: '2024-04-10T12:00:00.000Z',
        cloud: 0,
        'land cover': "farmer's field",
        clear: true,
      },
    });
    expect(best?.similarity).toBeCloseTo(1, 5);
    await expect(opened.item('tile-3')).rejects.toMatchObject({ code: 'item-unknown' });
    await expect(opened.item("x' OR 'a' = 'a")).rejects.toMatchObject({ code: 'item-unknown' });
    opened.close();
  });

  it.each([
    ['a box', { bbox: [-80.5, 0, -79.5, 20] }, (i: number) => [99, 100].includes(i % 359)],
    [
      'a box over 180°',
      { bbox: [178.5, 0, -179.5, 20] },
      (i: number) => [0, 358].includes(i % 359),
    ],
    ['a day', { from: '2024-02-01', to: '2024-02-01' }, (i: number) => i % 366 === 31],
    [
      'a range',
      { columns: { cloud: { min: 10, max: 11 } } },
      (i: number) => [10, 11].includes(i % 100),
    ],
    ['a text', { columns: { 'land cover': "farmer's field" } }, (i: number) => i % 3 === 1],
    ['several', { columns: { cloud: { in: [1, 2] }, clear: true } }, (i: number) => i % 100 === 2],
  ] as const)('is narrowed by %s', async (_, filter, holds) => {
    const opened = await OpenCollection.open(place.dir, 'tiles');
    const embedding = Float32Array.from({ length: DIM }, () => 1);
    const found = await opened.search({ embedding, k: 2500, filter });
    const wanted = Array.from({ length: 2500 }, (_, i) => i).filter(
      (i) => holds(i) && i !== 3 && i !== 5 && !(i === 7 && 'bbox' in filter),
    );
    const numbers = found.map(({ id }) => Number(id.slice(5))).sort((a, b) => a - b);
    expect(numbers).toEqual(wanted);
    opened.close();
  });

  it('is as it was when it is created again', async () => {
    const again = await create(place.options('create', 'tiles', tiles()), never);
    expect(again).toMatchObject({ unchanged: true, added: 0 });
    const other = join(place.root, 'other.parquet');
    writeTiles(other, 10);
    await expect(create(place.options('create', 'tiles', other), never)).rejects.toMatchObject({
      code: 'usage',
      advice: expect.stringContaining('append'),
    });
  });

  it('goes on where it was stopped, with nothing lost or double', async () => {
    const stop = new AbortController();
    const options = place.options('create', 'stopped', tiles());
    const write = process.stderr.write;
    // Stops after the first batch has been told of.
    process.stderr.write = ((text: string) => {
      if (text.includes('1000/')) stop.abort();
      return true;
    }) as typeof write;
    try {
      await expect(create(options, stop.signal)).rejects.toBeDefined();
    } finally {
      process.stderr.write = write;
    }
    const file = join(place.dir, 'stopped/collection.json');
    const manifest = await readManifest(place.dir, 'stopped');
    expect(manifest.sources).toMatchObject([{ position: 1000, done: false }]);
    // As if it had been killed after the table took the rows, and before the manifest told of them.
    const sources = manifest.sources.map((source) => ({ ...source, position: 0 }));
    writeFileSync(file, JSON.stringify({ ...manifest, rows: 0, sources }));
    expect((await verify(place.dir, 'stopped')).problems).not.toEqual([]);
    await create(options, never);
    expect(await verify(place.dir, 'stopped')).toMatchObject({ rows: 2498, problems: [] });
  });

  it('takes an id once when more is appended, and what is appended is found', async () => {
    const [first, more] = [join(place.root, 'first.parquet'), join(place.root, 'more.parquet')];
    writeTiles(first, 300);
    writeTiles(more, 300, { from: 200, seed: 2 });
    await create(place.options('create', 'grown', first), never);
    const appended = await create(place.options('append', 'grown', more), never);
    expect(appended.manifest.rows).toBe(500 - 2);
    expect(appended.leftOut.get('an id that the collection has already')).toBe(98);
    const again = await create(place.options('append', 'grown', more), never);
    expect(again.unchanged).toBe(true);
    const counted = (await readManifest(place.dir, 'grown')).columns;
    expect(counted).toEqual(appended.manifest.columns);
    const sum = (counted[2]?.values ?? []).reduce((all, { count }) => all + count, 0);
    expect(sum).toBe(498);
    // A collection from before values were counted.
    const bare = counted.map(({ name, type }) => ({ name, type }));
    const file = join(place.dir, 'grown/collection.json');
    writeFileSync(file, JSON.stringify({ ...appended.manifest, columns: bare }));
    await compact(place.dir, 'grown', false);
    expect((await readManifest(place.dir, 'grown')).columns).toEqual(counted);
    expect(await verify(place.dir, 'grown')).toMatchObject({ rows: 498, problems: [] });
    const opened = await OpenCollection.open(place.dir, 'grown');
    expect((await opened.item('tile-499')).item.id).toBe('tile-499');
    opened.close();
  });

  it('lists the values of a text column where they are few', async () => {
    const wide = join(place.root, 'many-columns.parquet');
    writeTiles(wide, 100, { wide: true });
    const { manifest } = await create(place.options('create', 'columns', wide), never);
    const of = (name: string) => manifest.columns.find((column) => column.name === name);
    expect(of('land cover')?.values).toHaveLength(3);
    expect(of('scene')).toEqual({ name: 'scene', type: 'text' });
    expect(of('band 7')).toEqual({ name: 'band 7', type: 'number', min: 6, max: 6 + 99 / 8 });
  });

  it('gets an index when it is large, whose recall is measured', async () => {
    const options = place.options('create', 'many', tiles(), '--index-from', '1000');
    const { measured, manifest } = await create(options, never);
    expect(measured).toMatchObject({ sample: 100 });
    expect(manifest.index?.recall).toBeGreaterThanOrEqual(0.95);
    expect((await verify(place.dir, 'many')).problems).toEqual([]);
  });

  it('is exported as GeoParquet that makes the same collection', async () => {
    const to = join(place.root, 'out.parquet');
    expect(await exportCollection(place.dir, 'tiles', to, never)).toBe(2498);
    const file = await asyncBufferFromFile(to);
    const metadata = await parquetMetadataAsync(file);
    expect(metadata.key_value_metadata?.map(({ key }) => key)).toEqual(['geo', 'overlook']);
    const [row] = await parquetReadObjects({ file, metadata, rowStart: 0, rowEnd: 1 });
    expect(row).toMatchObject({
      id: 'tile-0',
      geometry: { type: 'Polygon' },
      datetime: new Date('2024-01-01T12:00:00Z'),
    });
    await create(place.options('create', 'copied', to), never);
    const [one, two] = [
      await OpenCollection.open(place.dir, 'tiles'),
      await OpenCollection.open(place.dir, 'copied'),
    ];
    const a = await one.item('tile-17');
    const b = await two.item('tile-17');
    expect(b.item).toEqual(a.item);
    b.embedding.forEach((value, i) => {
      expect(value).toBeCloseTo(a.embedding[i] as number, 6);
    });
  });

  it('of another model is refused', async () => {
    const wide = join(place.root, 'wide.parquet');
    writeTiles(wide, 20, { dim: 4 });
    await expect(create(place.options('create', 'wide', wide), never)).rejects.toMatchObject({
      code: 'model-mismatch',
    });
    await expect(create(place.options('append', 'tiles', wide), never)).rejects.toMatchObject({
      code: 'file-invalid',
    });
    await expect(create(place.options('append', 'tiles', GALLERY), never)).rejects.toBeDefined();
    expect(manifestThere(place.dir, 'wide')).toBe(false);
  });

  it('is listed and removed', async () => {
    const listed = await listManifests(place.dir);
    expect(listed.read.map(({ id }) => id)).toContain('grown');
    await remove(place.dir, 'grown');
    expect(manifestThere(place.dir, 'grown')).toBe(false);
  });
});
