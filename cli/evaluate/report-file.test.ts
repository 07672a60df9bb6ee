import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareReport, toJson } from './report-file';

describe('toJson', () => {
  it('keeps the rows of a matrix on a line each, and every value', () => {
    const value = {
      matrix: [
        [1, 0],
        [-0.5, 1e-7],
      ],
      names: ['a', 'b'],
      none: [],
      nothing: null,
    };
    const json = toJson(value);
    expect(json).toContain('[1, 0],\n');
    expect(json).toContain('[-0.5, 1e-7]');
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe('prepareReport', () => {
  it('says before the work that a report cannot be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareReport(join(folder, 'new', 'metrics.json'))).not.toThrow();
    expect(() => prepareReport(join(folder, 'file', 'metrics.json'))).toThrow(/file.metrics\.json/);
    rmSync(folder, { recursive: true });
  });
});
