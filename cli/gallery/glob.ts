/**
 * Whether a path matches a pattern of `--exclude`: `*` is anything within a name, `**` also folders, `?` one
 * character. A pattern without "/" is of a name at any depth, of a folder or a file.
 * @param path with "/" between folders
 */
export function matches(path: string, pattern: string): boolean {
  const plain = pattern.replace(/\/+$/, '');
  const of = plain.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  return expressionOf(plain.replace(/^\//, '')).test(of);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|[*?]|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'iu');
}
