import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { toJson } from '@/lib/evaluation/json';
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

function unwritable(path: string, cause: unknown): AppError {
  const message = `The report cannot be written to ${path}.`;
  return new AppError('file-invalid', message, 'Give another file by --json.', { cause });
}
