import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCollections } from '@/lib/collection/list';
import type { CollectionItem } from '@/lib/collection/types';
import { columnFilters } from '@/lib/collection/where';
import { parseAsWhere } from '@/lib/search-params/where';
import { create } from '../../collection/create';
import { DIM, vectorsOf, workplace, writeTiles } from '../../collection/fixtures';
import { storeInstalled } from '../../collection/store/lancedb';
import { siteHandler } from '../server/handler';
import { type Listening, listen } from '../server/listen';
import { apiHandler } from './handler';
import { BoundedQueue } from './queue';

const installed = storeInstalled();
const VECTORS = vectorsOf(600, DIM);
/** Requests of the hostile test; OVERLOOK_HOSTILE asks for more. */
const HOSTILE = Number(process.env.OVERLOOK_HOSTILE ?? 1500);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

describe.skipIf(!installed)('the API of collections', () => {
  let server: Listening;
  let root: string;

  beforeAll(async () => {
    const place = await workplace();
    root = place.root;
    const tiles = join(place.root, 'tiles.parquet');
    writeTiles(tiles, 600);
    await create(place.options('create', 'tiles', tiles), new AbortController().signal);
    writeFileSync(join(place.root, 'secret.txt'), 'a secret');
    mkdirSync(join(place.dir, 'broken'));
    writeFileSync(join(place.dir, 'broken/collection.json'), '{"id": "broken"}');
    const site = join(place.root, 'site');
    mkdirSync(site);
    writeFileSync(join(site, '404.html'), 'nothing');
    writeFileSync(join(site, 'headers.json'), JSON.stringify({ basePath: '/o', pages: {} }));
    const api = apiHandler({ dir: place.dir });
    server = await listen(siteHandler({ root: site, isolated: true, api }), 0, '127.0.0.1');
  });
  afterAll(() => server.close());

  function ask(
    path: string,
    {
      method = 'GET',
      body,
      headers = {},
      port = server.port,
    }: { method?: string; body?: string; headers?: object; port?: number } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method, headers: { ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  const good = { embedding: VECTORS[0] };
  const search = (body: unknown, headers: object = { 'content-type': 'application/json' }) =>
    ask('/o/api/collections/tiles/search', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers,
    });

  it('ranks a collection', async () => {
    const { status, body, headers } = await search({ embedding: VECTORS[40], k: 3 });
    expect(status).toBe(200);
    const { items } = JSON.parse(body) as { items: CollectionItem[] };
    expect(items.map(({ id }) => id)[0]).toBe('tile-40');
    expect(items).toHaveLength(3);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });

  it('narrows it', async () => {
    const filter = { bbox: [-140.5, 0, -139.5, 20], from: '2024-01-01', columns: { clear: true } };
    const { body } = await search({ embedding: VECTORS[40], k: 200, filter });
    const { items } = JSON.parse(body) as { items: CollectionItem[] };
    expect(items.map(({ id }) => id).sort()).toEqual(['tile-398', 'tile-40']);
  });

  it('narrows it by what an address of the page says', async () => {
    const { columns } = JSON.parse((await ask('/o/api/collections/tiles')).body);
    const where = parseAsWhere.parse("cloud:10..11;land cover:farmer's field,town;clear:true");
    const filter = { columns: columnFilters(where ?? [], columns) };
    const { status, body } = await search({ embedding: VECTORS[40], k: 200, filter });
    expect(status).toBe(200);
    const { items } = JSON.parse(body) as { items: CollectionItem[] };
    const wanted = Array.from({ length: 600 }, (_, i) => i).filter(
      (i) => i % 100 === 10 && i % 3 !== 0,
    );
    expect(items.map(({ id }) => Number(id.slice(5))).sort((a, b) => a - b)).toEqual(wanted);
  });

  it('names the column and the type that a filter should have had', async () => {
    const refused = async (columns: unknown) => {
      const { status, body } = await search({ ...good, filter: { columns } });
      expect(status).toBe(400);
      return JSON.parse(body);
    };
    expect(await refused({ clod: 1 })).toMatchObject({
      code: 'parameter-invalid',
      message: expect.stringMatching(/not there; these are: datetime, cloud, land cover, clear/),
    });
    expect((await refused({ cloud: { max: 'x' } })).message).toContain(
      'filter.columns.cloud.max must be a number',
    );
    expect((await refused({ clear: { in: ['yes'] } })).message).toContain('must be true or false');
    expect((await refused({ datetime: { min: 'today' } })).message).toContain('must be a date');
  });

  it('tells of collections, items and itself', async () => {
    const { collections } = JSON.parse((await ask('/o/api/collections')).body);
    expect(collections).toMatchObject([{ id: 'tiles', rows: 598, model: 'tiny' }]);
    expect(JSON.stringify(collections)).not.toContain('sources');
    // In place of the site's file, which names none.
    const listed = readCollections(JSON.parse((await ask('/o/collections.json')).body));
    expect(listed).toMatchObject([{ id: 'tiles', rows: 598, dim: DIM }]);
    const info = JSON.parse((await ask('/o/api/collections/tiles')).body);
    expect(info).toMatchObject({ dim: DIM });
    expect(info.columns.slice(1)).toMatchObject([
      { name: 'cloud', type: 'number', min: 0, max: 99 },
      {
        name: 'land cover',
        type: 'text',
        values: [{ count: 200 }, { count: 199 }, { count: 199 }],
      },
      { name: 'clear', type: 'boolean' },
    ]);
    expect(listed[0]?.columns).toEqual(info.columns);
    const item = JSON.parse((await ask('/o/api/collections/tiles/items/tile-8')).body);
    expect(item).toMatchObject({ item: { id: 'tile-8', columns: { cloud: 8 } } });
    expect(item.embedding).toHaveLength(DIM);
    const look = JSON.parse((await ask('/o/api/collections/tiles/items')).body);
    expect(look.items).toHaveLength(48);
    expect(JSON.parse((await ask('/o/api/health')).body)).toEqual({ status: 'ok', queue: 0 });
    expect(JSON.parse((await ask('/o/api/openapi.json')).body).openapi).toBe('3.1.0');
  });

  it.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['a list', '[]', 400],
    ['no embedding', {}, 400],
    ['a short one', { embedding: [1] }, 400],
    ['texts in it', { embedding: Array(DIM).fill('1') }, 400],
    ['zeros', { embedding: Array(DIM).fill(0) }, 400],
    ['numbers beyond float32', { embedding: Array(DIM).fill(1e300) }, 400],
    ['NaN', `{"embedding": [${Array(DIM).fill('NaN').join(',')}]}`, 400],
    ['k of 0', { ...good, k: 0 }, 400],
    ['a k that is too great', { ...good, k: 201 }, 400],
    ['a field that is not known', { ...good, where: '1=1' }, 400],
    ['a column that is not there', { ...good, filter: { columns: { 'id" --': 1 } } }, 400],
    ['a value of another type', { ...good, filter: { columns: { cloud: 'x' } } }, 400],
    ['a range of texts', { ...good, filter: { columns: { 'land cover': { min: 'a' } } } }, 400],
    ['a day that is none', { ...good, filter: { from: '2024-06-31' } }, 400],
    ['a box that is none', { ...good, filter: { bbox: [0, 50, 1, 40] } }, 400],
    ['another model', { ...good, modelSha256: 'f'.repeat(64) }, 409],
    ['too much', ' '.repeat(70_000), 413],
  ])('refuses %s', async (_, body, status) => {
    const answer = await search(body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: expect.any(String),
      message: expect.any(String),
      advice: expect.any(String),
    });
  });

  it.each([
    ['/o/api/collections/none', 'GET', 404],
    ['/o/api/collections/broken', 'GET', 503],
    ['/o/api/collections/..%2F..', 'GET', 404],
    ['/o/api/collections/tiles/items/none', 'GET', 404],
    ['/o/api/collections/tiles/thumbs/tile-8', 'GET', 404],
    ['/o/api/collections/tiles/search', 'GET', 405],
    ['/o/api/collections/tiles', 'DELETE', 405],
    ['/o/api/collections', 'POST', 405],
    ['/o/api/', 'GET', 404],
    ['/o/api', 'GET', 404],
  ])('%s by %s: %i', async (path, method, status) => {
    expect((await ask(path, { method })).status).toBe(status);
  });

  it('takes JSON only when it is said to be, which other sites cannot do', async () => {
    expect((await search(good, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await search(good, {})).status).toBe(415);
    const asked = await ask('/o/api/collections/tiles/search', {
      method: 'OPTIONS',
      headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' },
    });
    expect(asked.status).toBe(405);
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('stands random and hostile requests', async () => {
    const random = randomFrom(7);
    const statuses = new Map<number, number>();
    for (let done = 0; done < HOSTILE; done += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => {
          const { path, ...how } = hostile(random);
          return ask(path, how);
        }),
      );
      for (const { status, body } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status < 500 || status === 503, `${status} ${body.slice(0, 200)}`).toBe(true);
        expect(body).not.toMatch(/a secret|root:|node_modules|\/tmp\//);
      }
    }
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 404]));
    expect((await search({ embedding: VECTORS[40], k: 1 })).body).toContain('tile-40');
  }, 300_000);

  it('refuses what is more than it can take, and forgets who has gone', async () => {
    const api = apiHandler({ dir: join(root, 'collections'), atOnce: 1, waiting: 1 });
    const small = await listen(
      siteHandler({ root: join(root, 'site'), isolated: true, api }),
      0,
      '127.0.0.1',
    );
    try {
      const path = '/o/api/collections/tiles/search';
      const body = JSON.stringify({ embedding: VECTORS[40], k: 200 });
      const headers = { 'content-type': 'application/json' };
      const how = { method: 'POST', body, headers, port: small.port };
      const answers = await Promise.all(Array.from({ length: 60 }, () => ask(path, how)));
      const busy = answers.filter(({ status }) => status === 503);
      expect(answers.filter(({ status }) => status === 200).length).toBe(60 - busy.length);
      expect(busy.length).toBeGreaterThan(0);
      expect(JSON.parse(busy[0]?.body ?? '{}')).toMatchObject({ code: 'server-busy' });
      expect(busy[0]?.headers['retry-after']).toBe('2');

      await Promise.all(Array.from({ length: 20 }, () => giveUp(small.port, path, body)));
      await expect
        .poll(async () => JSON.parse((await ask('/o/api/health', { port: small.port })).body))
        .toEqual({ status: 'ok', queue: 0 });
      expect((await ask(path, how)).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('stands connections that send no HTTP, and half a request', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
    for (const bytes of [noise, Buffer.from('POST /o/api/collections/tiles/search HTTP/1.1\r\n')]) {
      await new Promise<void>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('error', () => {});
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    expect((await ask('/o/api/health')).status).toBe(200);
  });
});

describe('the queue', () => {
  it('runs a few at a time, refuses what is more, and forgets who has gone', async () => {
    const queue = new BoundedQueue(1, 2);
    const never = new AbortController().signal;
    const gates: (() => void)[] = [];
    const order: string[] = [];
    const work = (name: string, signal: AbortSignal) =>
      queue.run(
        () =>
          new Promise<void>((resolve) => {
            order.push(name);
            gates.push(resolve);
          }),
        signal,
      );
    const gone = new AbortController();
    const first = work('first', never);
    const second = work('second', gone.signal);
    const third = work('third', never);
    await expect(work('fourth', never)).rejects.toMatchObject({ code: 'server-busy' });
    gone.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    gates.shift()?.();
    await first;
    gates.shift()?.();
    await third;
    expect(order).toEqual(['first', 'third']);
    expect(queue.length).toBe(0);
  });
});

/** Sends a search and leaves before it is answered. */
function giveUp(port: number, path: string, body: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers });
    asked.on('error', () => {});
    asked.on('close', () => resolve());
    asked.end(body, () => setTimeout(() => asked.destroy(), 2));
  });
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A request that is well formed as HTTP, and made of what attackers and mistakes are made of. */
function hostile(random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const evil: readonly unknown[] = [
    "' OR 1=1 --",
    "'; DROP TABLE items; --",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what is sent is these very characters.
    '${7*7}',
    '../../secret.txt',
    '..%2f..%2f..%2fetc%2fpasswd',
    'c0 = 1 OR true',
    '\u0000',
    '\\',
    "\\' OR true --",
    '😀'.repeat(40),
    'x'.repeat(5000),
    null,
    -1,
    1e308,
    -0,
    2 ** 53,
    true,
    [],
    {},
    [[[]]],
    { __proto__: 1 },
    { in: ["'"] },
    { min: -1e308, max: 1e308 },
    { min: "'" },
    'land cover',
    'constructor',
    '2024-01-01',
    '9999-99-99',
  ];
  const text = () => String(pick(evil));
  const embedding = () =>
    pick<() => unknown>([
      () => VECTORS[Math.floor(random() * 600)],
      () => VECTORS[0]?.map(() => random() * 10 ** Math.floor(random() * 80 - 40)),
      () => Array.from({ length: Math.floor(random() * 20) }, () => pick(evil)),
      () => pick(evil),
    ])();
  const columns = () => ({
    [pick(['cloud', 'land cover', 'clear', 'datetime', '__proto__', 'constructor', text()])]:
      pick(evil),
  });
  const filter = () =>
    pick<() => unknown>([
      () => ({ columns: columns() }),
      () => ({ bbox: Array.from({ length: 4 }, () => random() * 400 - 200) }),
      () => ({ bbox: pick(evil), from: pick(evil), to: pick(evil) }),
      () => pick(evil),
    ])();
  if (random() < 0.6) {
    const body = JSON.stringify({
      embedding: embedding(),
      ...(random() < 0.7 && { k: pick<unknown>([1, 10, 200, ...evil]) }),
      ...(random() < 0.7 && { filter: filter() }),
    });
    const cut = random() < 0.1 ? Math.floor(random() * body.length) : body.length;
    return {
      path: '/o/api/collections/tiles/search',
      method: 'POST',
      body: body.slice(0, cut),
      headers: { 'content-type': 'application/json' },
    };
  }
  const part = () =>
    random() < 0.5 ? encodeURIComponent(text()) : pick(['..', '%2e%2e', '%', '%00', '']);
  const kinds = ['items', 'thumbs', 'search', 'x', ''];
  const path = `/o/api/${pick(['collections', 'health', '..', 'x'])}/${pick(['tiles', 'broken', part()])}/${pick(kinds)}/${part()}`;
  return { path, method: pick(['GET', 'GET', 'HEAD', 'PUT', 'OPTIONS', 'PATCH']) };
}
