import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { escapeAttribute, inlineScriptHashes, inlineStyles, intoHead } from './html';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('inlineScriptHashes', () => {
  it('hashes what the browser runs: the exact text between the tags, entities untouched', () => {
    const html = '<!doctype html><head><script>a && b("&amp;é")</script></head>';
    expect(inlineScriptHashes(html)).toEqual([hash('a && b("&amp;é")')]);
  });

  it('leaves out scripts by address and data, takes modules, names equal scripts once', () => {
    const html =
      '<script src="/x.js"></script><script type="application/json">{}</script>' +
      '<script type="module">m</script><script>s</script><script id="x">s</script>';
    expect(inlineScriptHashes(html)).toEqual([hash('m'), hash('s')]);
  });

  it('is not led astray by comments and by tags inside strings', () => {
    const html = '<!-- <script>no</script> --><script>f("<script>")</script>';
    expect(inlineScriptHashes(html)).toEqual([hash('f("<script>")')]);
  });
});

describe('intoHead', () => {
  it('puts markup right behind the start tag of the head', () => {
    const html =
      '<!DOCTYPE html><html><head data-x="<"><title>t</title></head><body></body></html>';
    expect(intoHead(html, '<meta>')).toContain('<head data-x="<"><meta><title>');
  });

  it('refuses a page without a head of its own', () => {
    expect(() => intoHead('<p>text', '<meta>')).toThrow('no <head>');
  });
});

it('finds inline styles', () => {
  expect(inlineStyles('<style>a{}</style><p style="color:red">')).toEqual(['<style>', '<p style>']);
  expect(inlineStyles('<p class="style">style=</p>')).toEqual([]);
});

it('escapes attribute values', () => {
  expect(escapeAttribute('a"b&c')).toBe('a&quot;b&amp;c');
});
