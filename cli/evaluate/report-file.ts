import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import type { Report } from './report';

/**
 * Makes sure, before minutes of work, that the report can be written.
 * @throws AppError file-invalid
 */
export function prepareReport(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** @throws AppError file-invalid */
export function writeReport(path: string, report: Report): void {
  try {
    writeFileSync(path, toJson(report));
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Indented, with lists of numbers on one line: a confusion matrix looks like one. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const oneLine = (list: string): string =>
    list.replace(/\s+/g, ' ').replace(/^\[ | \]$/g, (end) => end.trim());
  return `${json.replace(/\[\s+(?:-?[\d.e+-]+,?\s+)+\]/g, oneLine)}\n`;
}

function unwritable(path: string, cause: unknown): AppError {
  const message = `The report cannot be written to ${path}.`;
  return new AppError('file-invalid', message, 'Give another file by --json.', { cause });
}
