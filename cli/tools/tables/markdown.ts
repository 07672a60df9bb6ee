/** A Markdown table; the first column to the left, figures to the right. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const rule = heads.map((_, i) => (i === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Puts a block between `<!-- figures:NAME -->` and `<!-- /figures -->`, whatever stood there.
 * @throws Error where the text has no such place
 */
export function fillBlock(text: string, name: string, block: string): string {
  const open = `<!-- figures:${name} -->`;
  const start = text.indexOf(open);
  const end = text.indexOf('<!-- /figures -->', start);
  if (start < 0 || end < 0) throw new Error(`no place for figures "${name}"`);
  return `${text.slice(0, start + open.length)}\n${block}\n${text.slice(end)}`;
}
