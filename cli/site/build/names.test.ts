import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainNames } from './names';

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-names-'));
  mkdirSync(join(out, 'static/media'), { recursive: true });
});
afterEach(() => rmSync(out, { recursive: true }));

it('gives modules a name that every host knows, in the files and where scripts name them', () => {
  writeFileSync(join(out, 'static/media/ort.a1.mjs'), 'import("./ort.a1.mjs")');
  writeFileSync(join(out, 'chunk.js'), 'new Worker("static/media/ort.a1.mjs")');
  expect(plainNames(out)).toBe(1);
  expect(readdirSync(join(out, 'static/media'))).toEqual(['ort.a1.js']);
  expect(readFileSync(join(out, 'static/media/ort.a1.js'), 'utf8')).toBe('import("./ort.a1.js")');
  expect(readFileSync(join(out, 'chunk.js'), 'utf8')).toBe('new Worker("static/media/ort.a1.js")');
  expect(plainNames(out)).toBe(0);
});

it('replaces no other file', () => {
  writeFileSync(join(out, 'a.mjs'), '1');
  writeFileSync(join(out, 'a.js'), '2');
  expect(() => plainNames(out)).toThrow('both a.mjs and a.js');
});
