'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

interface Props extends ComponentProps<'a'> {
  /** Within the site, without the base path. */
  readonly href: string;
}

/**
 * A link within the site for where there are many: next/link watches and prefetches, which a list of results that
 * changes with each keystroke pays for.
 */
export function PlainLink({ href, onClick, ...rest }: Props) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    // A click with a modifier opens a tab or a window: the browser knows how.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  };
  return <a href={`${BASE}${href}`} onClick={follow} {...rest} />;
}
