/** How far a list was loaded and scrolled. */
export interface ListPlace {
  /** Number of results that were asked for; 0 where it was no more than the address says. */
  readonly depth: number;
  /** Of the page, px. */
  readonly y: number;
}

const KEY = 'overlook-places';
/** Places that are kept; the oldest go first. */
const MOST = 50;

let places: Map<string, ListPlace> | undefined;

/**
 * Where a list was when its entry of the history was left, for Back and for loading the page anew.
 * @param about what the list answers: another answer in the same entry has another place
 */
export function placeOf(about: string): ListPlace | undefined {
  return typeof window === 'undefined' ? undefined : opened().get(keyOf(about));
}

export function keepPlace(about: string, place: ListPlace): void {
  const kept = opened();
  const key = keyOf(about);
  kept.delete(key);
  kept.set(key, place);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
}

function keyOf(about: string): string {
  // Without the Navigation API an address stands for its entry.
  const entry = 'navigation' in window ? window.navigation.currentEntry?.key : undefined;
  return `${entry ?? location.href} ${about}`;
}

function opened(): Map<string, ListPlace> {
  if (places) return places;
  const map = new Map(stored());
  places = map;
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...map]));
    } catch {
      // Storage is forbidden or full: places last as long as the page.
    }
  });
  return map;
}

function stored(): [string, ListPlace][] {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, ListPlace] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const place = entry[1] as Partial<ListPlace> | null;
  return Number.isFinite(place?.depth) && Number.isFinite(place?.y);
}
