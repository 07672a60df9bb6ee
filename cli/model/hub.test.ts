import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Hub } from './hub';

const CONTENT = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7) % 251));
const SHA = createHash('sha256').update(CONTENT).digest('hex');
const ID = 'somebody/some-clip';
const ROOT = `/api/models/${ID}`;

let cache: string;
let server: Server;
let url: string;
let seen: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** A hub as far as it is asked. */
function asHub(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  const json = (value: unknown) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  if (path.startsWith(`${ROOT}/revision/main`))
    return void json({ sha: 'abc', cardData: { license: 'mit' } });
  if (path.startsWith(`${ROOT}/tree/`)) {
    return void json([
      { type: 'directory', path: 'logs', size: 0 },
      { type: 'file', path: 'pytorch_model.bin', size: CONTENT.length, lfs: { oid: SHA } },
    ]);
  }
  if (path === `/${ID}/resolve/abc/pytorch_model.bin`) {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.statusCode = start > 0 ? 206 : 200;
    response.end(CONTENT.subarray(start));
    return;
  }
  response.writeHead(404).end();
}

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'overlook-hub-'));
  seen = [];
  answer = asHub;
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(cache, { recursive: true, force: true });
});

function hub(env: Record<string, string> = {}, signal = new AbortController().signal): Hub {
  return new Hub({ cache, signal, env: { HF_ENDPOINT: url, ...env } });
}

async function fetched(from: Hub): Promise<string> {
  const repository = await from.repository('model', ID, 'main');
  return from.download('model', repository, repository.files[0] as never);
}

it('downloads once, verified, with the token', async () => {
  const from = hub({ HF_TOKEN: 'secret' });
  const repository = await from.repository('model', ID, 'main');
  expect(repository).toMatchObject({ commit: 'abc', license: 'mit' });
  const path = await fetched(from);
  expect(CONTENT.equals(await readFile(path))).toBe(true);
  expect(seen.every(({ headers }) => headers.authorization === 'Bearer secret')).toBe(true);
  const before = seen.length;
  await fetched(from);
  expect(seen.slice(before).some(({ url: path2 }) => path2?.includes('/resolve/'))).toBe(false);
});

it('goes on where a download broke off', async () => {
  const part = join(cache, 'model', ID, 'abc/pytorch_model.bin.part');
  await mkdir(dirname(part), { recursive: true });
  await writeFile(part, CONTENT.subarray(0, 1_000_000));
  expect(CONTENT.equals(await readFile(await fetched(hub())))).toBe(true);
  expect(seen.at(-1)?.headers.range).toBe('bytes=1000000-');
});

it('keeps what came when the line breaks, and says to run it again', async () => {
  answer = (request, response) => {
    if (!request.url?.includes('/resolve/')) return asHub(request, response);
    response.setHeader('content-length', CONTENT.length);
    response.write(CONTENT.subarray(0, 1_500_000), () => response.destroy());
  };
  await expect(fetched(hub())).rejects.toMatchObject({ code: 'asset-offline' });
  answer = asHub;
  expect(CONTENT.equals(await readFile(await fetched(hub())))).toBe(true);
});

it('takes nothing that is not what the hub says it is', async () => {
  answer = (request, response) => {
    if (!request.url?.includes('/resolve/')) return asHub(request, response);
    response.end(Buffer.alloc(CONTENT.length));
  };
  await expect(fetched(hub())).rejects.toMatchObject({ code: 'asset-corrupt' });
});

it('follows the hub to where its files lie, without the token', async () => {
  const asked: IncomingMessage[] = [];
  const store = createServer((request, response) => {
    asked.push(request);
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200).end(CONTENT.subarray(start));
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  const { port } = store.address() as AddressInfo;
  answer = (request, response) => {
    if (!request.url?.includes('/resolve/')) return asHub(request, response);
    response.writeHead(302, { location: `http://127.0.0.1:${port}/signed?key=1` }).end();
  };
  try {
    const part = join(cache, 'model', ID, 'abc/pytorch_model.bin.part');
    await mkdir(dirname(part), { recursive: true });
    await writeFile(part, CONTENT.subarray(0, 1_000_000));
    const path = await fetched(hub({ HF_TOKEN: 'secret' }));
    expect(CONTENT.equals(await readFile(path))).toBe(true);
    expect(asked.map(({ headers }) => [headers.authorization, headers.range])).toEqual([
      [undefined, 'bytes=1000000-'],
    ]);
  } finally {
    store.closeAllConnections();
    store.close();
  }
});

it('reads all pages of a long list of files, and sends the token to no other host', async () => {
  answer = (request, response) => {
    if (!request.url?.startsWith(`${ROOT}/tree/`)) return asHub(request, response);
    const isSecond = request.url.includes('cursor=2');
    const next = isSecond ? 'http://127.0.0.1:9/elsewhere' : `${url}${ROOT}/tree/main?cursor=2`;
    response.setHeader('link', `<${next}>; rel="next"`);
    response.end(JSON.stringify([{ type: 'file', path: isSecond ? 'b' : 'a', size: 1 }]));
  };
  const { files } = await hub().repository('model', ID, 'main');
  expect(files.map(({ path }) => path)).toEqual(['a', 'b']);
});

it('goes through the proxy that the environment names, unless NO_PROXY names the host', async () => {
  const tunnels: (string | undefined)[] = [];
  server.on('connect', (request, socket) => {
    tunnels.push(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const env = { HF_ENDPOINT: 'https://hub.example', HTTPS_PROXY: url };
  await expect(fetched(hub(env))).rejects.toMatchObject({ code: 'asset-offline' });
  expect(tunnels).toEqual(['hub.example:443']);
  const direct = { HF_ENDPOINT: url, HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' };
  expect(await hub(direct).repository('model', ID, 'main')).toMatchObject({ commit: 'abc' });
});

describe('says what is wrong', () => {
  it.each([
    [401, 'model-gated'],
    [403, 'model-gated'],
    [404, 'model-unknown'],
    [500, 'asset-offline'],
  ])('where the hub answers %i: %s', async (status, code) => {
    answer = (_, response) => void response.writeHead(status).end();
    await expect(fetched(hub())).rejects.toMatchObject({ code });
  });

  it('where nobody answers', async () => {
    const nowhere = hub({ HF_ENDPOINT: 'http://127.0.0.1:9' });
    await expect(fetched(nowhere)).rejects.toMatchObject({ code: 'asset-offline' });
  });

  it('where a name leads out of the repository', async () => {
    const from = hub();
    const repository = { id: ID, commit: 'abc', license: null, files: [] };
    await expect(
      from.download('model', repository, { path: '../../etc/passwd', size: 3 }),
    ).rejects.toMatchObject({ code: 'file-invalid' });
  });

  it('where it is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(fetched(hub({}, stop.signal))).rejects.toThrow('stopped');
  });
});
