/** Reads what may or may not be in JSON. */

export function get(value: unknown, key: string): unknown {
  return value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
}

/** A number above 0. */
export function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

export function triple(value: unknown): readonly [number, number, number] | undefined {
  const isTriple = Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  return isTriple ? (value as unknown as [number, number, number]) : undefined;
}
