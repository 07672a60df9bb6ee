/** Indented, with each list of numbers on one line, so that a confusion matrix is readable. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const oneLine = (list: string): string =>
    list.replace(/\s+/g, ' ').replace(/^\[ | \]$/g, (end) => end.trim());
  return `${json.replace(/\[\s+(?:-?[\d.e+-]+,?\s+)+\]/g, oneLine)}\n`;
}
