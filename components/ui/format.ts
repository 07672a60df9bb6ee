/** Made when first asked for: the first of its kind takes 10 ms and more, and the page's start has no use for it. */
let numbers: Intl.NumberFormat | undefined;
let decimals: Intl.NumberFormat | undefined;

/** 1093 as `1,093`. */
export function count(n: number): string {
  return grouped(n);
}

/** A number with at most four decimals: `0.125`, `1,234.5`. */
export function decimal(n: number): string {
  decimals ??= new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
  return decimals.format(n);
}

/** Bytes as `0.4 MB`, `31 MB`. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  return `${mb < 10 ? mb.toFixed(1) : grouped(Math.round(mb))} MB`;
}

/** Milliseconds as `0.4 ms`, `38 ms`, `1.2 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** A share 0..1 as `43%`. */
export function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
}

/** How much of a whole has arrived, 0..1; 0 while the whole is not known. */
export function shareOf({ loaded, total }: { loaded: number; total: number }): number {
  return total > 0 ? Math.min(1, loaded / total) : 0;
}

/** A cosine as tests and people read it: 4 decimals. */
export function cosine(similarity: number): string {
  return similarity.toFixed(4);
}

/** `storage tanks` as `Storage tanks`. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A place as `48.13741° N, 11.57549° E`: five decimals are a metre. */
export function degrees(longitude: number, latitude: number): string {
  const side = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`;
  return `${side(latitude, 'N', 'S')}, ${side(longitude, 'E', 'W')}`;
}

let days: Intl.DateTimeFormat | undefined;

/** A day or moment, ISO 8601, as `31 May 2024`. */
export function day(date: string): string {
  days ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? date : days.format(time);
}

function grouped(n: number): string {
  numbers ??= new Intl.NumberFormat('en');
  return numbers.format(n);
}

/** `3 images`, `1 image`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
