/**
 * Typing that has not reached the address yet. An update of the address gives up a page change that is on its way, so a page
 * change within that pause would lead nowhere: the address is brought up to date first.
 */
let flush: (() => Promise<unknown>) | null = null;

/** Longest time that a page change waits, ms. */
const PATIENCE = 300;

/**
 * @param settled resolves when the update has reached the address
 * @param now brings it there at once
 */
export function holdUnsettled(settled: Promise<unknown>, now: () => Promise<unknown>): void {
  flush = now;
  const done = () => {
    if (flush === now) flush = null;
  };
  settled.then(done, done);
}

/** Brings the address up to date, where something is still on its way there. @returns never rejects */
export async function addressSettled(): Promise<void> {
  if (!flush) return;
  const now = flush;
  flush = null;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([now(), late]).catch(() => {});
}

/** Lets links wait for the address, from now on. @returns ends it */
export function letLinksWait(): () => void {
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!flush || !(link instanceof HTMLAnchorElement) || modified || event.button !== 0) return;
    if (link.target || link.origin !== location.origin) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    addressSettled().then(() => link.click());
  };
  document.addEventListener('click', onClick, true);
  return () => document.removeEventListener('click', onClick, true);
}
