/** What gallery.json and the page need to know of a kind of index: no code of the index itself. */
interface StoredKindNames {
  /** In the page: "Index: HNSW". */
  readonly label: string;
  /** Settings that it was built with, which gallery.json keeps: whole numbers, by the least that is allowed. */
  readonly settings: Readonly<Record<string, number>>;
}

/** Kinds that are stored in a file of the gallery. */
export const STORED_KINDS = {
  hnsw: { label: 'HNSW', settings: { M: 2, efConstruction: 1 } },
} as const satisfies Record<string, StoredKindNames>;

export type StoredKind = keyof typeof STORED_KINDS;
export const STORED_KIND_NAMES = Object.keys(STORED_KINDS) as [StoredKind, ...StoredKind[]];

/** What an entry without `kind` is: galleries were written so when there was one kind. */
export const UNNAMED_KIND: StoredKind = 'hnsw';

/** Every way to find the nearest rows, as `?index=` names it. Exact search needs no file. */
export type IndexKind = StoredKind | 'exact';
export const INDEX_KINDS: readonly IndexKind[] = [...STORED_KIND_NAMES, 'exact'];

export function indexLabel(kind: IndexKind): string {
  return kind === 'exact' ? 'exact search' : STORED_KINDS[kind].label;
}

type KeysOfUnion<T> = T extends unknown ? keyof T & string : never;
/** Names of the settings of all kinds. */
export type SettingName = KeysOfUnion<(typeof STORED_KINDS)[StoredKind]['settings']>;
export type IndexSettings = Readonly<Partial<Record<SettingName, number>>>;
