/** Words that say how things stand to each other, not what they are. */
const SMALL = new Set(
  `a about above across after all along among an and any are around as at away be been before behind below beneath beside
besides between beyond both but by can close could did do does down during each every few find for from full go going had
has have here his how image in inside into is it its just large least less like little look looks lot lots make many me
more most much my near nearby next no not of off on one only onto or other out over own part people photo photograph
picture place places see seen several shows side small so some somewhere somebody something such than that the their them
then there these they thing things this those through to together toward towards two type under until up upon very view
was way we were what when where which who whose why will with within without you your`.split(/\s+/),
);

/** The words of a text that name something, lower case, in order, each once. */
export function namingWords(text: string): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .match(/[a-z]{2,}/g);
  return [...new Set(words ?? [])].filter((word) => !SMALL.has(word));
}

/**
 * Words of a query that the model has rarely seen in training: its tokenizer splits them into several pieces, because
 * its vocabulary was made of the frequent words of the training texts.
 * @param piecesOf number of tokens of a word by itself
 */
export function unfamiliarWords(text: string, piecesOf: (word: string) => number): string[] {
  return namingWords(text).filter((word) => piecesOf(word) > 1);
}

/** Share of a query's naming words that are familiar, 0..1; 1 where it names nothing. */
export function shareFamiliar(text: string, unfamiliar: readonly string[]): number {
  const all = namingWords(text).length;
  return all === 0 ? 1 : 1 - unfamiliar.length / all;
}
