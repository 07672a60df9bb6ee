/** Hands a file to the visitor. */
export function download(content: Blob | string, name: string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes hold of the content after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `works.webp` and `csv` to `works-places.csv`. */
export function fileName(picture: string, ending: string): string {
  const stem = picture
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 60);
  return `${stem || 'picture'}-places.${ending}`;
}
