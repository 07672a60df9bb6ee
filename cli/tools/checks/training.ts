import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FAILED, PASSED, SKIPPED, type Totals } from './totals';

const SCRIPT = 'models/training/train.py';
const ARGUMENTS = ['--smoke'];

/** The training's two-minute run, where a Python with PyTorch is at hand ($OVERLOOK_PYTHON, or python3). */
export function checkTraining(root: string): Totals {
  const python = process.env.OVERLOOK_PYTHON ?? 'python3';
  if (!existsSync(join(root, SCRIPT))) return skip(`${SCRIPT} is not here`);
  if (spawnSync(python, ['-c', 'import torch']).status !== 0) {
    return skip(`${python} has no PyTorch; name another with OVERLOOK_PYTHON`);
  }
  const run = spawnSync(python, [SCRIPT, ...ARGUMENTS], { cwd: root, stdio: 'inherit' });
  return run.status === 0 ? PASSED : FAILED;
}

function skip(reason: string): Totals {
  console.log(`Skipped: ${reason}.`);
  return SKIPPED;
}
