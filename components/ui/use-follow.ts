import { type MouseEvent, useCallback } from 'react';
import { useGo } from '@/lib/hooks';

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

/** Address of a link within the site, as the document has it. @param href without the base path */
export function addressOf(href: string): string {
  return `${BASE}${href}`;
}

/** Whether a click is for the page, and not for a new tab or window, which the browser knows how to open. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

/**
 * Follows links within the site for where there are many: next/link watches and prefetches, which a list of results
 * that changes with each keystroke pays for. One handler serves them all.
 *
 * @returns To be called with a plain click's event and the link's address.
 */
export function useFollow(): (event: MouseEvent, link: HTMLAnchorElement) => void {
  const go = useGo();
  return useCallback(
    (event, link) => {
      event.preventDefault();
      void go((link.getAttribute('href') ?? '/').slice(BASE.length));
    },
    [go],
  );
}
