import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDERS = /^(app|bench|cli|components|docs|e2e|lib|models|public)\/[\w./-]+$/;

/** Paths of the repository in a document, `backticked`; those with a <placeholder> name no file. */
function pathsIn(text: string): string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  return [...new Set(words.filter((word) => FOLDERS.test(word)))];
}

/** Targets of links to files, relative to the document. */
function linksIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'])('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');

  it('names paths that exist', () => {
    // What is made by a command is not in the repository.
    const paths = pathsIn(text).filter(
      (path) => !/^(public\/models|models\/training\/runs)/.test(path),
    );
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('links to files that exist', () => {
    const missing = linksIn(text).filter(
      (link) => !existsSync(join(ROOT, dirname(document), link)),
    );
    expect(missing).toEqual([]);
  });
});

it('finds the paths of architecture.md at all', () => {
  const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  expect(pathsIn(text).length).toBeGreaterThan(60);
});
