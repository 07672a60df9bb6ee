import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const python = process.env.OVERLOOK_PYTHON ?? 'python3';
const data = join(process.cwd(), '../shared/rsicd');
const tiny = join(process.cwd(), '../shared/clip-tiny');

/** Why training cannot be tried here, or undefined where it can. */
function obstacle(): string | undefined {
  if (!existsSync(data)) return '../shared/rsicd is not here';
  const probe = spawnSync(python, ['-c', 'import torch, tokenizers, PIL, matplotlib']);
  return probe.status === 0 ? undefined : `${python} has no PyTorch`;
}

const why = obstacle();
if (why) console.log(`training smoke run skipped: ${why}`);

describe.skipIf(why)('training', () => {
  const out = mkdtempSync(join(tmpdir(), 'overlook-smoke-'));
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  function train(name: string, ...args: string[]): Record<string, number>[] {
    const folder = join(out, name);
    const run = spawnSync(
      python,
      ['models/training/train.py', '--smoke', '--data', data, '--out', folder, ...args],
      { encoding: 'utf8' },
    );
    expect(run.status, run.stderr).toBe(0);
    const log = readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n');
    return log.map((line) => JSON.parse(line) as Record<string, number>);
  }

  it('runs the compact recipe through both stages', { timeout: 600_000 }, () => {
    const rows = train('compact');
    expect(rows.map((row) => row.stage)).toEqual(['joint', 'joint', 'language']);
    expect(rows[1]?.contrastive).toBeLessThan(rows[0]?.contrastive ?? 0);
  });

  it.skipIf(!existsSync(tiny))('fine-tunes a CLIP checkpoint', { timeout: 600_000 }, () => {
    const recipe = ['--recipe', 'models/training/recipes/clip-finetune.toml'];
    const rows = train('clip', ...recipe, '--checkpoint', tiny);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.loss).toBeLessThan(rows[0]?.loss ?? 0);
  });
});
