import { expect, it } from 'vitest';
import { FAILED, line, PASSED, playwrightTotals, SKIPPED, sum, vitestTotals } from './totals';

it('adds up and prints', () => {
  expect(line(sum([PASSED, PASSED, FAILED, SKIPPED]))).toBe('2 passed, 1 failed, 1 skipped');
});

it('counts a test file that does not load as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ];
  const counts = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(vitestTotals({ ...counts, testResults })).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

it('counts errors outside of the tests as failures', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightTotals({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
});
