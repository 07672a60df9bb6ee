/** English for captions, in RSICD's manner: lower case, present tense, no names. */

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

const IRREGULAR: Record<string, string> = {
  church: 'churches',
  beach: 'beaches',
  farmland: 'farmlands',
};

export function plural(noun: string): string {
  return IRREGULAR[noun] ?? `${noun}s`;
}

export function article(phrase: string): string {
  return /^[aeiou]/.test(phrase) ? `an ${phrase}` : `a ${phrase}`;
}

/**
 * "a white storage tank", "four white storage tanks", "many boats".
 * @param pick chooses among ways to say a number that is not exact
 */
export function counted(
  count: number,
  noun: string,
  adjective: string | undefined,
  pick: <T>(items: readonly T[]) => T,
): string {
  const name = adjective ? `${adjective} ${noun}` : noun;
  if (count === 1) return article(name);
  const many = adjective ? `${adjective} ${plural(noun)}` : plural(noun);
  if (count <= 10) {
    const number = NUMBERS[count] as string;
    const words =
      count === 2
        ? [number]
        : count <= 6
          ? [number, number, 'several']
          : [number, 'several', 'some'];
    return `${pick(words)} ${many}`;
  }
  return `${pick(count > 30 ? ['many', 'lots of', 'many'] : ['many', 'many', 'some'])} ${many}`;
}

export const be = (count: number): string => (count === 1 ? 'is' : 'are');

export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
