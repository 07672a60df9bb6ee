import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareReport } from './report-file';

describe('prepareReport', () => {
  it('says before the work that a report cannot be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareReport(join(folder, 'new', 'metrics.json'))).not.toThrow();
    expect(() => prepareReport(join(folder, 'file', 'metrics.json'))).toThrow(/file.metrics\.json/);
    rmSync(folder, { recursive: true });
  });
});
