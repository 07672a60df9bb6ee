import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';
import { installReason } from './installed.mjs';
import { nodeProblem } from './node-version.mjs';
import { clearStamp, readStamp, writeStamp } from './stamp.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'overlook-setup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string, content: string | object): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('package-lock.json', () => {
  it('names each package of each platform with its hash, and no address', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    for (const [path, entry] of Object.entries<Record<string, unknown>>(packages)) {
      if (path !== '') expect(entry.integrity, path).toMatch(/^sha512-/);
      expect(entry.resolved, path).toBeUndefined();
      for (const name of Object.keys(entry.optionalDependencies ?? {})) {
        const nested = `${path}/node_modules/${name}`;
        expect(Boolean(packages[nested] ?? packages[`node_modules/${name}`]), nested).toBe(true);
      }
    }
  });
});

describe('fingerprint', () => {
  const current = (basePath = '') => fingerprint(root, { basePath });

  it('changes with contents, names and settings', () => {
    put('app/page.tsx', 'a');
    const seen = new Set([current(), current('/sub')]);
    put('app/page.tsx', 'b');
    seen.add(current());
    put('lib/x.ts', '');
    seen.add(current());
    expect(seen.size).toBe(4);
  });

  it('does not change with tests, other files and what the build itself writes', () => {
    put('app/page.tsx', 'a');
    const before = current();
    put('app/page.test.tsx', 't');
    put('README.md', 'r');
    put('public/galleries/galleries.json', '{}');
    expect(current()).toBe(before);
  });
});

describe('stamp', () => {
  it('counts only beside a finished build', () => {
    writeStamp(root, 'abc');
    expect(readStamp(root)).toBeNull();
    put('out/headers.json', '{}');
    expect(readStamp(root)).toBe('abc');
    clearStamp(root);
    expect(readStamp(root)).toBeNull();
  });
});

describe('installReason', () => {
  const entry = { version: '1.0.0' };
  beforeEach(() => {
    const other = { version: '1.0.0', optional: true };
    put('package-lock.json', {
      packages: { '': {}, 'node_modules/a': entry, 'node_modules/b': other },
    });
  });

  it('asks for an install where there is none, or a stopped one', () => {
    expect(installReason(root)).toBe('dependencies are not installed yet');
    mkdirSync(join(root, 'node_modules/a'), { recursive: true });
    expect(installReason(root)).toBe('dependencies are not installed yet');
  });

  it('is content with what the lock file says; optional packages may be absent', () => {
    put('node_modules/.package-lock.json', { packages: { 'node_modules/a': entry } });
    mkdirSync(join(root, 'node_modules/a'));
    expect(installReason(root)).toBeNull();
  });

  it('sees another version, and a folder that is gone', () => {
    put('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '0.9.0' } },
    });
    expect(installReason(root)).toBe('dependencies have changed');
    put('node_modules/.package-lock.json', { packages: { 'node_modules/a': entry } });
    expect(installReason(root)).toBe('dependencies have changed');
  });
});

it.each([
  ['18.20.1', false],
  ['20.8.9', false],
  ['20.9.0', true],
  ['22.1.0', true],
])('Node %s is enough: %s', (version, enough) => {
  expect(nodeProblem(version) === null).toBe(enough);
});
