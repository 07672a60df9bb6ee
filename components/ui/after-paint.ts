const waiting = new Set<() => void>();
let asked = false;

/**
 * Does something when the next frame has been drawn; at once in a page that is not drawn.
 * @returns Leaves it undone, where that is not too late.
 */
export function afterPaint(work: () => void): () => void {
  waiting.add(work);
  if (!asked) {
    asked = true;
    if (document.hidden) queueMicrotask(doAll);
    else requestAnimationFrame(() => setTimeout(doAll));
  }
  return () => waiting.delete(work);
}

function doAll(): void {
  asked = false;
  const works = [...waiting];
  waiting.clear();
  for (const work of works) work();
}
