/** Indented, with lists of numbers on one line: a confusion matrix looks like one. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const oneLine = (list: string): string =>
    list.replace(/\s+/g, ' ').replace(/^\[ | \]$/g, (end) => end.trim());
  return `${json.replace(/\[\s+(?:-?[\d.e+-]+,?\s+)+\]/g, oneLine)}\n`;
}
