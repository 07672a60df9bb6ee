import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { transformSync } from 'esbuild';
import { metaPolicy } from '../server/policy';
import { earlyFiles } from './early';
import { escapeAttribute, inlineScriptHashes, inlineStyles, intoHead } from './html';

/**
 * Gives every page of an export its policy, the script that starts the engine, the one that isolates the page on
 * hosts without headers, and a second name: `image.html` also as `image/index.html`, for servers that add no
 * extension (Next has put a folder of that name there, which they would list).
 * @param pictures origins that pictures may come from beside our own
 * @returns page → hashes of its inline scripts
 * @throws Error on inline styles, which the policy forbids
 */
export function finishPages(
  out: string,
  basePath: string,
  pictures: readonly string[] = [],
): Record<string, string[]> {
  const pages: Record<string, string[]> = {};
  const early = guardScript() + earlyScript(out, basePath);
  for (const name of htmlFiles(out)) {
    const file = join(out, name);
    const html = readFileSync(file, 'utf8');
    const styles = inlineStyles(html);
    if (styles.length > 0) {
      throw new Error(`${name} has inline styles (${styles.join(', ')}); use classes instead.`);
    }
    const hashes = inlineScriptHashes(early + html);
    const finished = intoHead(html, headMarkup(hashes, basePath, pictures) + early);
    for (const alias of [name, ...aliasesOf(name)]) {
      mkdirSync(dirname(join(out, alias)), { recursive: true });
      writeFileSync(join(out, alias), finished);
      pages[`/${alias}`] = hashes;
    }
  }
  return pages;
}

function guardScript(): string {
  return `<script>${codeOf('guard-page.js')}</script>`;
}

/** Markup; '' where there is no gallery to begin with. */
function earlyScript(out: string, basePath: string): string {
  const early = earlyFiles(out, basePath);
  if (!early) return '';
  const data = escapeAttribute(JSON.stringify(early));
  return `<script data-early="${data}">${codeOf('early-page.js')}</script>`;
}

function codeOf(file: string): string {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  return transformSync(source, { minify: true }).code.trim();
}

function headMarkup(
  hashes: readonly string[],
  basePath: string,
  pictures: readonly string[],
): string {
  const policy = escapeAttribute(metaPolicy(hashes, pictures));
  const isolate = escapeAttribute(`${basePath}/isolation/register.js`);
  return (
    `<meta http-equiv="Content-Security-Policy" content="${policy}"/>` +
    `<script src="${isolate}" data-scope="${escapeAttribute(`${basePath}/`)}" async=""></script>`
  );
}

function aliasesOf(name: string): string[] {
  if (name.endsWith('index.html') || /^(404|_not-found)\.html$/.test(name)) return [];
  return [name.replace(/\.html$/, '/index.html')];
}

function htmlFiles(out: string): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
