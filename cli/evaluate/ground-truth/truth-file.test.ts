import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TruthFile } from './truth-file';

const folder = mkdtempSync(join(tmpdir(), 'truth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pond = {
  name: 'pond',
  count: 1,
  polygons: [
    [
      [0, 0],
      [8, 0],
      [8, 8],
    ],
  ],
};
const trees = { name: 'green tree', mask: { cell: 4, runs: [1, 3] } };
const row = (filename: string, ...features: unknown[]) => ({ filename, size: 8, features });

function file(...rows: unknown[]): string {
  const path = join(folder, 'scenes.jsonl');
  const lines = rows.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('TruthFile', () => {
  it('finds a scene by its name, in any order, words of more bytes than letters before it', async () => {
    const truths = await TruthFile.open(file(row('Teich ü_1.webp', pond), '', row('b', trees)));
    expect(await truths.read('b')).toEqual({
      size: 8,
      features: [
        {
          name: 'green tree',
          names: ['green tree'],
          extent: { kind: 'cells', cell: 4, runs: [1, 3] },
        },
      ],
    });
    const first = await truths.read('Teich ü_1.webp');
    expect(first?.features).toMatchObject([{ name: 'pond', extent: { kind: 'polygons' } }]);
    expect(await truths.read('c')).toBeUndefined();
    await truths.close();
  });

  it('reads full truth: synonyms, what is seen rather than outlines, and what cannot be said', async () => {
    const unsure = { cell: 4, runs: [0, 1, 3] };
    const full = { ...trees, ...pond, names: ['pond', 'pool'], unsure };
    const truths = await TruthFile.open(file(row('a', full)));
    expect((await truths.read('a'))?.features).toEqual([
      {
        name: 'pond',
        names: ['pond', 'pool'],
        extent: { kind: 'cells', cell: 4, runs: [1, 3] },
        unsure: { kind: 'cells', ...unsure },
      },
    ]);
    await truths.close();
  });

  it('reads lines longer than what is read at once', async () => {
    const many = Array.from({ length: 30_000 }, () => pond);
    const truths = await TruthFile.open(file(row('a', ...many), row('b', pond)));
    expect((await truths.read('a'))?.features).toHaveLength(30_000);
    expect((await truths.read('b'))?.features).toHaveLength(1);
    await truths.close();
  });

  it('says what is wrong, and where', async () => {
    await expect(TruthFile.open(file('{'))).rejects.toMatchObject({ code: 'file-invalid' });
    const mask = { ...trees, mask: { cell: 4, runs: [1, 2] } };
    const truths = await TruthFile.open(file(row('a', mask), row('b', { name: 'pond' })));
    await expect(truths.read('a')).rejects.toThrow(/a: features\[0\]\.mask has runs of 3 cells/);
    await expect(truths.read('b')).rejects.toThrow(/features\[0\]\.polygons must be a list/);
    await truths.close();
  });
});
