import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishPages } from './pages';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-pages-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const PAGE = '<!DOCTYPE html><html><head></head><body><script>go()</script></body></html>';

it('gives pages their policy, the isolation script and a second name', () => {
  for (const name of ['index.html', 'image.html', '404.html']) writeFileSync(join(out, name), PAGE);
  const pages = finishPages(out, '/sub');
  expect(Object.keys(pages).sort()).toEqual([
    '/404.html',
    '/image.html',
    '/image/index.html',
    '/index.html',
  ]);
  const [hash] = pages['/index.html'] ?? [];
  const html = readFileSync(join(out, 'image/index.html'), 'utf8');
  expect(html).toMatch(/<head><meta http-equiv="Content-Security-Policy" content="[^"]+"/);
  expect(html).toContain(`script-src 'self' ${hash}`);
  expect(html).toContain('src="/sub/isolation/register.js" data-scope="/sub/"');
  expect(existsSync(join(out, '404/index.html'))).toBe(false);
});

it('lets pictures come from elsewhere where a base map is configured, and nothing else', () => {
  writeFileSync(join(out, 'index.html'), PAGE);
  finishPages(out, '', ['https://tiles.example.org']);
  const html = readFileSync(join(out, 'index.html'), 'utf8');
  expect(html).toContain("img-src 'self' blob: data: https://tiles.example.org;");
  expect(html.match(/tiles\.example\.org/g)).toHaveLength(1);
});

it('stops at inline styles, which the policy would not let through', () => {
  writeFileSync(join(out, 'index.html'), PAGE.replace('<body>', '<body style="color:red">'));
  expect(() => finishPages(out, '')).toThrow('index.html has inline styles (<body style>)');
});
