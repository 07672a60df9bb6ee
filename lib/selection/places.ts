import type { SelectedItem } from './files';

/** Columns of files of places, and the type of their values. */
export const ATTRIBUTES = {
  id: 'TEXT',
  name: 'TEXT',
  file: 'TEXT',
  category: 'TEXT',
  tags: 'TEXT',
  caption: 'TEXT',
  similarity: 'REAL',
  ground_width: 'REAL',
  scene: 'TEXT',
  x: 'INTEGER',
  y: 'INTEGER',
  width: 'INTEGER',
  height: 'INTEGER',
} as const;

export type Attribute = keyof typeof ATTRIBUTES;

/**
 * What is known of an item, a value a column, null where nothing is. `x`, `y`: px of its scene; `width`, `height`: px;
 * `ground_width`: metres.
 */
export function attributesOf({
  item,
  similarity,
}: SelectedItem): readonly (readonly [Attribute, string | number | null])[] {
  const { part } = item;
  const values: Readonly<Record<Attribute, string | number | null | undefined>> = {
    id: item.id,
    name: item.name ?? item.file,
    file: item.file,
    category: item.category,
    tags: item.tags?.join(', '),
    caption: item.captions?.[0],
    similarity: similarity === undefined ? null : Number(similarity.toFixed(4)),
    ground_width: item.groundWidth,
    scene: part?.of,
    x: part?.x,
    y: part?.y,
    width: item.width,
    height: item.height,
  };
  return (Object.keys(ATTRIBUTES) as Attribute[]).map((name) => [name, values[name] ?? null]);
}
