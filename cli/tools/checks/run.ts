/** All checks of the project, in the order of what is quickest to know; used by `npm test`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../site/setup/browser.mjs';
import { check, tests } from './step';
import { line, playwrightTotals, SKIPPED, sum, type Totals, vitestTotals } from './totals';
import { checkTraining } from './training';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const REPORTS = '.cache/reports';
const UNIT = `${REPORTS}/unit.json`;
const E2E = `${REPORTS}/e2e.json`;

const results: { name: string; totals: Totals; seconds: number }[] = [];

function step(name: string, work: () => Totals): Totals {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const totals = work();
  results.push({ name, totals, seconds: (performance.now() - start) / 1000 });
  return totals;
}

function main(): void {
  mkdirSync(join(ROOT, REPORTS), { recursive: true });
  const browser = ensureChromium(chromium.executablePath());
  console.log(`Browser: ${browser}`);

  step('Lint', () =>
    check(ROOT, [
      { script: '@biomejs/biome/bin/biome', args: ['ci', '--error-on-warnings', '.'] },
      { script: 'cli/tools/lint/check.ts', args: [] },
    ]),
  );
  step('Types', () =>
    check(ROOT, [
      { script: 'next/dist/bin/next', args: ['typegen'] },
      { script: 'typescript/bin/tsc', args: ['--noEmit'] },
    ]),
  );
  // The tests of collections skip and say so where it cannot be had.
  step('LanceDB', () => {
    const { failed } = check(ROOT, [{ script: 'cli/collection.ts', args: ['setup'] }]);
    return failed > 0 ? SKIPPED : { passed: 1, failed: 0, skipped: 0 };
  });
  step('Unit tests', () => {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`];
    return tests(ROOT, { script: 'vitest/vitest.mjs', args }, UNIT, vitestTotals);
  });
  const built = step('Build', () => check(ROOT, [{ script: 'cli/site/build.ts', args: [] }]));
  step('Browser tests', () => {
    if (built.failed > 0) return SKIPPED;
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: join(ROOT, E2E), OVERLOOK_CHROMIUM: browser };
    const args = ['test', '--grep-invert', '@slow', '--reporter=list,json'];
    return tests(ROOT, { script: '@playwright/test/cli.js', args, env }, E2E, playwrightTotals);
  });
  step('Training', () => checkTraining(ROOT));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  results.push({ name: 'Preparation', totals: { passed: 0, failed: 1, skipped: 0 }, seconds: 0 });
}

console.log('\n── Summary ──');
for (const { name, totals, seconds } of results) {
  console.log(`${name.padEnd(14)} ${line(totals).padEnd(36)} ${seconds.toFixed(0).padStart(5)} s`);
}
const total = sum(results.map(({ totals }) => totals));
console.log(`\n${line(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
