/** A node of well-known text: `NAME[value, …]`. */
export interface WktNode {
  /** In capitals. */
  readonly name: string;
  /** Texts and numbers, in order. */
  readonly values: readonly (string | number)[];
  readonly children: readonly WktNode[];
}

/** Deepest nesting that is followed. */
const DEEPEST = 30;
const TOKEN =
  /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w-]*)|([-+]?[\d.]+(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** Reads WKT 1 (as ESRI and OGC write it) or WKT 2. @returns null where the text is none */
export function parseWkt(text: string): WktNode | null {
  TOKEN.lastIndex = 0;
  const next = () => TOKEN.exec(text);
  const node = (name: string, depth: number): WktNode | null => {
    const open = next();
    if (depth > DEEPEST || (open?.[4] !== '[' && open?.[4] !== '(')) return null;
    const values: (string | number)[] = [];
    const children: WktNode[] = [];
    for (;;) {
      const token = next();
      if (!token) return null;
      const [, quoted, word, number, mark] = token;
      if (mark === ']' || mark === ')') return { name: name.toUpperCase(), values, children };
      if (mark === ',') continue;
      if (mark) return null;
      if (quoted !== undefined) values.push(quoted.replaceAll('""', '"'));
      else if (number !== undefined) values.push(Number(number));
      else if (word !== undefined) {
        const at = TOKEN.lastIndex;
        const ahead = next()?.[4];
        TOKEN.lastIndex = at;
        if (ahead !== '[' && ahead !== '(') values.push(word);
        else {
          const child = node(word, depth + 1);
          if (!child) return null;
          children.push(child);
        }
      }
    }
  };
  const first = next()?.[2];
  return first ? node(first, 0) : null;
}

/** The first child of one of these names. */
export function childOf(node: WktNode | undefined, ...names: readonly string[]) {
  return node?.children.find(({ name }) => names.includes(name));
}

export function numberIn(node: WktNode | undefined): number | undefined {
  return node?.values.find((value) => typeof value === 'number');
}

export function textIn(node: WktNode | undefined): string | undefined {
  return node?.values.find((value) => typeof value === 'string');
}
