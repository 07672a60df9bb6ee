/** What an item can say in a column of a collection. Dates are ISO 8601 text. */
export type Told = string | number | boolean;

/**
 * What items must say in one column. All values are texts, as an address holds them: only the collection knows of which
 * type the column is.
 */
export type ColumnChoice = ChosenValues | ChosenRange;

/** One of these values; there is at least one. */
export interface ChosenValues {
  readonly column: string;
  readonly values: readonly string[];
}

/** A number or a date, both ends included; at least one of them is not null. */
export interface ChosenRange {
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function isRange(choice: ColumnChoice): choice is ChosenRange {
  return !('values' in choice);
}

/** What is chosen of a column; undefined where nothing is. */
export function choiceOf(where: readonly ColumnChoice[], column: string): ColumnChoice | undefined {
  return where.find((choice) => choice.column === column);
}

/** The same with another choice of a column, at its place; a choice of nothing is left out. */
export function withChoice(
  where: readonly ColumnChoice[],
  choice: ColumnChoice,
): readonly ColumnChoice[] {
  const empty = isRange(choice)
    ? choice.from === null && choice.to === null
    : choice.values.length === 0;
  const at = where.findIndex(({ column }) => column === choice.column);
  if (at < 0) return empty ? where : [...where, choice];
  return where.toSpliced(at, 1, ...(empty ? [] : [choice]));
}

/** How many filters they are: each value is one, and each range. */
export function choicesIn(where: readonly ColumnChoice[]): number {
  return where.reduce((sum, one) => sum + (isRange(one) ? 1 : one.values.length), 0);
}

/** Whether an item's values are what was chosen; not where it says nothing in that column. */
export function isChosen(told: Readonly<Record<string, Told>> = {}, choice: ColumnChoice): boolean {
  const value = Object.hasOwn(told, choice.column) ? told[choice.column] : undefined;
  if (value === undefined) return false;
  if (!isRange(choice)) return choice.values.some((one) => compared(value, one) === 0);
  const { from, to } = choice;
  return (from === null || compared(value, from) >= 0) && (to === null || compared(value, to) <= 0);
}

/** Below, at (0) or above a text; NaN where they cannot be compared. A day stands for all of its moments. */
function compared(value: Told, text: string): number {
  if (typeof value === 'number') return value - Number(text);
  if (typeof value === 'boolean') return String(value) === text ? 0 : Number.NaN;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && /^\d{4}-\d{2}-\d{2}T/.test(value);
  const own = isDay ? value.slice(0, text.length) : value;
  return own === text ? 0 : own < text ? -1 : 1;
}
