import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskAssetStore } from './disk';

const root = mkdtempSync(join(tmpdir(), 'overlook-disk-'));
mkdirSync(join(root, 'a'));
writeFileSync(join(root, 'a/x.bin'), 'bytes');
writeFileSync(join(root, 'a/x.json'), '{"one": 1}');
writeFileSync(join(root, 'a/bad.json'), '{');
const store = new DiskAssetStore(root);
const sha256 = createHash('sha256').update('bytes').digest('hex');

describe('DiskAssetStore', () => {
  it('reads JSON and verified bytes', async () => {
    expect(await store.json('a/x.json')).toEqual({ one: 1 });
    const steps: number[] = [];
    const bytes = await store.bytes('a', { file: 'x.bin', bytes: 5, sha256 }, ({ loaded }) =>
      steps.push(loaded),
    );
    expect(new TextDecoder().decode(bytes)).toBe('bytes');
    expect(steps).toEqual([5]);
  });

  it.each([
    ['asset-missing', { file: 'y.bin', bytes: 5, sha256 }],
    ['asset-corrupt', { file: 'x.bin', bytes: 4, sha256 }],
    ['asset-corrupt', { file: 'x.bin', bytes: 5, sha256: 'ab'.repeat(32) }],
  ])('is %s', async (code, asset) => {
    await expect(store.bytes('a', asset)).rejects.toMatchObject({ code });
  });

  it('tells what is no JSON from what is not there', async () => {
    await expect(store.json('a/bad.json')).rejects.toMatchObject({ code: 'asset-corrupt' });
    await expect(store.json('b/x.json')).rejects.toMatchObject({ code: 'asset-missing' });
  });
});
