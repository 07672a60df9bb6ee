import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeRobots } from './robots';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-robots-'));
});
afterEach(() => rmSync(out, { recursive: true }));
const read = (name: string) => readFileSync(join(out, name), 'utf8');

it('names the sitemap and its pages by whole addresses', () => {
  writeRobots(out, 'https://example.org/demo/', '/demo');
  expect(read('robots.txt')).toContain('Sitemap: https://example.org/demo/sitemap.xml');
  expect(read('sitemap.xml')).toContain('<loc>https://example.org/demo/</loc>');
  expect(read('sitemap.xml')).toContain('<loc>https://example.org/demo/find</loc>');
});

it('writes no sitemap without an address', () => {
  writeRobots(out, undefined, '');
  expect(read('robots.txt')).toBe('User-agent: *\nAllow: /\n');
  expect(existsSync(join(out, 'sitemap.xml'))).toBe(false);
});

it.each(['example.org', 'https://example.org/other', 'ftp://example.org/demo'])(
  'refuses %s',
  (site) => {
    expect(() => writeRobots(out, site, '/demo')).toThrow('SITE_URL=');
  },
);
