import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteHandler } from './handler';
import { type Listening, listen } from './listen';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let root: string;
let server: Listening;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'overlook-server-'));
  const site = join(root, 'site');
  mkdirSync(join(site, '_next/static'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), 'home');
  writeFileSync(join(site, 'image.html'), 'image');
  writeFileSync(join(site, '404.html'), 'nothing here');
  writeFileSync(join(site, 'model.onnx'), '0123456789');
  writeFileSync(join(site, '_next/static/a.js'), 'script');
  writeFileSync(join(site, '_next/static/a.js.br'), brotliCompressSync('script'));
  const pages = {
    '/index.html': ["'sha256-home'"],
    '/image.html': ["'sha256-image'"],
    '/404.html': [],
  };
  writeFileSync(join(site, 'headers.json'), JSON.stringify({ basePath: '', pages }));
  server = await listen(siteHandler({ root: site, isolated: true }), 0);
});

afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/** A request as it is: no client library that tidies the path up. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('files', () => {
  it('serves pages under their short names', async () => {
    expect((await ask('/')).body).toBe('home');
    expect((await ask('/image?item=a')).body).toBe('image');
    expect((await ask('/image?item=a')).headers['content-security-policy']).toContain(
      'sha256-image',
    );
  });

  it('lets hashed files be kept for ever and has the rest asked for again', async () => {
    expect((await ask('/_next/static/a.js')).headers['cache-control']).toContain('immutable');
    const named = await ask(`/model.onnx?sha256=${'a1'.repeat(32)}`);
    expect(named.headers['cache-control']).toContain('immutable');
    const first = await ask('/model.onnx');
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'application/octet-stream',
    });
    const again = await ask('/model.onnx', { 'if-none-match': String(first.headers.etag) });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('sends the compressed file to whom it suits', async () => {
    const small = await ask('/_next/static/a.js', { 'accept-encoding': 'gzip, br' });
    expect(small.headers['content-encoding']).toBe('br');
    expect((await ask('/_next/static/a.js')).headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['bytes=2-4', 206, '234'],
    ['bytes=7-', 206, '789'],
    ['bytes=5-2', 200, '0123456789'],
    ['bytes=-3', 200, '0123456789'],
    ['bytes=0-1,4-5', 200, '0123456789'],
    ['bytes=99-', 416, ''],
  ])('answers the range %s', async (range, status, body) => {
    expect(await ask('/model.onnx', { range })).toMatchObject({ status, body });
  });
});

describe('what is not served', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/a/..\\..\\secret.txt',
    '/%00',
    '/%',
  ])('does not leave its folder by %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: 'Not found.\n' });
  });

  it('answers with the page for it where a page is wanted', async () => {
    const answer = await ask('/nowhere', { accept: 'text/html' });
    expect([answer.status, answer.body]).toEqual([404, 'nothing here']);
  });

  it('takes GET and HEAD only', async () => {
    expect(await ask('/', {}, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

it.each(['/', '/image', '/_next/static/a.js', '/model.onnx', '/nowhere'])(
  'sends every security header with %s',
  async (path) => {
    const { headers } = await ask(path);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/'unsafe-(eval|inline)'/);
  },
);

describe('more slashes than one', () => {
  it.each([
    ['//?q=river', '/?q=river'],
    ['///image', '/image'],
    ['//elsewhere.example/x', '/elsewhere.example/x'],
    ['/\\elsewhere.example', '/elsewhere.example'],
  ])('leads from %s to %s, on this host', async (path, location) => {
    const { status, headers } = await ask(path);
    expect([status, headers.location]).toEqual([302, location]);
  });
});

describe('variants', () => {
  it('serves under a base path, and leads there from the root', async () => {
    const headers = { basePath: '/sub', pages: {} };
    writeFileSync(join(root, 'site/headers.json'), JSON.stringify(headers));
    try {
      expect((await ask('/sub/')).body).toBe('home');
      expect((await ask('/sub/image')).body).toBe('image');
      expect(await ask('/')).toMatchObject({ status: 302, headers: { location: '/sub/' } });
      expect((await ask('/image')).status).toBe(404);
    } finally {
      writeFileSync(join(root, 'site/headers.json'), JSON.stringify({ basePath: '', pages: {} }));
    }
  });

  it('can leave isolation out', async () => {
    const plain = await listen(siteHandler({ root: join(root, 'site'), isolated: false }), 0);
    const response = await fetch(`http://127.0.0.1:${plain.port}/`);
    expect(response.headers.get('cross-origin-embedder-policy')).toBeNull();
    await plain.close();
  });

  it('says that a port is taken', async () => {
    await expect(listen(() => {}, server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
