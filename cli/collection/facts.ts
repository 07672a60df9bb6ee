import { type CollectionColumn, type ColumnCount, LIMITS, LISTED } from '@/lib/collection/types';
import type { ArrowVector, LanceTable } from './store/lancedb';
import { columnName } from './store/rows';

/**
 * The columns with what their values are: least and greatest, or the values of a text column and how often they occur.
 * Reads all of these columns once, in batches; of a text column no more than what may be listed is kept.
 */
export async function withFacts(
  table: LanceTable,
  columns: readonly CollectionColumn[],
): Promise<CollectionColumn[]> {
  const counters = columns.map(({ type }) =>
    type === 'text' ? new TextCounter() : type === 'boolean' ? null : new Extremes(type === 'date'),
  );
  const names = columns.flatMap((_, i) => (counters[i] ? [columnName(i)] : []));
  if (names.length > 0) {
    for await (const batch of table.query().select(names)) {
      counters.forEach((counter, i) => {
        const vector = batch.getChild<never>(columnName(i));
        if (vector) counter?.add(vector, batch.numRows);
      });
    }
  }
  let listed = 0;
  return columns.map(({ name, type }, i) => {
    const facts = counters[i]?.facts() ?? {};
    if ('values' in facts && ++listed > LISTED.columns) return { name, type };
    return { name, type, ...facts };
  });
}

/** Values of a text column, until they are too many to be listed. */
class TextCounter {
  private counts: Map<string, number> | null = new Map();
  private characters = 0;

  add(vector: ArrowVector<string>, rows: number): void {
    for (let row = 0; row < rows && this.counts; row++) {
      const value = vector.get(row);
      if (value !== null && value !== '') this.count(this.counts, value);
    }
  }

  private count(counts: Map<string, number>, value: string): void {
    const before = counts.get(value) ?? 0;
    counts.set(value, before + 1);
    if (before > 0) return;
    this.characters += value.length;
    const { values, characters } = LISTED;
    const isMuch = counts.size > values || this.characters > characters;
    if (isMuch || value.length > LIMITS.text) this.counts = null;
  }

  facts(): Pick<CollectionColumn, 'values'> {
    if (!this.counts || this.counts.size === 0) return {};
    const values = [...this.counts].map(([value, count]): ColumnCount => ({ value, count }));
    values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { values };
  }
}

/** Least and greatest number; of dates, which are milliseconds since 1970. */
class Extremes {
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  constructor(private readonly dates: boolean) {}

  add(vector: ArrowVector<number>, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const value = vector.get(row);
      if (value === null) continue;
      if (value < this.least) this.least = value;
      if (value > this.greatest) this.greatest = value;
    }
  }

  facts(): Pick<CollectionColumn, 'min' | 'max'> {
    if (this.least > this.greatest) return {};
    const [min, max] = [this.least, this.greatest];
    if (!this.dates) return { min, max };
    const isDate = Math.max(-min, max) <= MOMENT_MAX;
    return isDate ? { min: new Date(min).toISOString(), max: new Date(max).toISOString() } : {};
  }
}

/** The last moment of the year 9999, ms: requests name no later ones. */
const MOMENT_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
