import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './context';
import type { CaseResult, Machine, Results } from './types';

export const RESULTS = join(ROOT, 'bench/results.json');
const PACKAGES = ['onnxruntime-web', 'hnswlib-wasm', 'next', 'react'];

/** Puts a case's result in the place of its earlier one. */
export async function keep(id: string, result: CaseResult, chromium: string | null): Promise<void> {
  const before = existsSync(RESULTS)
    ? (JSON.parse(await readFile(RESULTS, 'utf8')) as Results)
    : { versions: {}, cases: {} };
  const results: Results = {
    machine: machine(),
    versions: {
      ...before.versions,
      ...(await versions()),
      ...result.versions,
      ...(chromium && { chromium }),
    },
    cases: { ...before.cases, [id]: result },
  };
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
}

function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
  };
}

async function versions(): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const named = PACKAGES.map((name) => [name, dependencies[name] ?? '?'] as const);
  return { node: process.versions.node, ...Object.fromEntries(named) };
}
