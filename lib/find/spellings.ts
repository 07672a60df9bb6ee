/** "beach" -> "beaches", "city" -> "cities"; of a plural it makes nothing that is a word. */
export function pluralOf(word: string): string {
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** A text as it is, in the singular and in the plural, all in lower case. */
export function spellingsOf(text: string): string[] {
  const word = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const singulars = [
    ...(/ies$/.test(word) ? [`${word.slice(0, -3)}y`] : []),
    ...(/(s|x|z|ch|sh)es$/.test(word) ? [word.slice(0, -2)] : []),
    ...(/[^s]s$/.test(word) ? [word.slice(0, -1)] : []),
  ];
  return [...new Set([word, ...singulars, pluralOf(word)])];
}
