import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { precompress } from './compress';

it('compresses where it pays, and takes the result from the cache the next time', async () => {
  const root = mkdtempSync(join(tmpdir(), 'overlook-compress-'));
  const cache = join(root, 'cache');
  const text = 'body { color: red }\n'.repeat(500);
  const files = {
    'a.css': text,
    'noise.bin': randomBytes(4096),
    'tiny.js': 'x',
    'photo.jpg': text,
  };
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
    for (let time = 0; time < 2; time += 1) {
      expect(await precompress(root, cache)).toEqual({ files: 1 });
      expect(brotliDecompressSync(readFileSync(join(root, 'a.css.br'))).toString()).toBe(text);
      expect(gunzipSync(readFileSync(join(root, 'a.css.gz'))).toString()).toBe(text);
      for (const name of ['noise.bin', 'tiny.js', 'photo.jpg']) {
        expect(existsSync(join(root, `${name}.br`)), name).toBe(false);
      }
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
