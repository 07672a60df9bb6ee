import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wrongAssets } from './verify';

it('finds files that are missing, cut or other than their manifest says', () => {
  const out = mkdtempSync(join(tmpdir(), 'overlook-verify-'));
  try {
    const folder = join(out, 'models', 'm');
    mkdirSync(folder, { recursive: true });
    const named = (file: string, content: string) => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { file, bytes: content.length, sha256 };
    };
    const files = {
      good: named('a', 'right'),
      deep: { bad: named('b', 'right'), gone: named('c', 'x') },
    };
    writeFileSync(join(folder, 'model.json'), JSON.stringify(files));
    writeFileSync(join(folder, 'a'), 'right');
    writeFileSync(join(folder, 'b'), 'wrong');
    expect(wrongAssets(out)).toEqual([
      'models/m/b is not the file that model.json names.',
      'models/m/c is missing.',
    ]);
  } finally {
    rmSync(out, { recursive: true });
  }
});
