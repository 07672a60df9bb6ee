import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completed, missingOptionals, platformOf } from './lockfile.mjs';

test('the lock file describes the native packages of every platform, so that npm ci accepts it', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  // When this fails: node cli/site/setup/complete-lock.mjs
  expect(missingOptionals(lock)).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved": "http');
});

test.each([
  ['@next/swc-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@img/sharp-linuxmusl-x64', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@napi-rs/canvas-linux-riscv64-gnu', { os: ['linux'], cpu: ['riscv64'], libc: ['glibc'] }],
  ['lightningcss-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
])('reads the platform of %s', (name, expected) => {
  expect(platformOf(name)).toEqual(expected);
});

test('adds what is missing, once, and keeps what is nested or there', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': {
        optionalDependencies: { 'a-darwin-x64': '1.2.3', 'a-linux-x64': '1.2.3' },
      },
      'node_modules/a/node_modules/a-linux-x64': { version: '1.2.3' },
      'node_modules/b': { dev: true, optionalDependencies: { 'a-darwin-x64': '^1.2.3' } },
    },
  };
  const once = completed(lock);
  expect(once.packages['node_modules/a-darwin-x64']).toEqual({
    version: '1.2.3',
    cpu: ['x64'],
    optional: true,
    os: ['darwin'],
  });
  expect(missingOptionals(once)).toEqual([]);
});
