'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { Icon } from '@/components/ui/icon';
import {
  type SharedState,
  toHref,
  VIEW_NAMES,
  VIEWS,
  type View,
  viewAt,
} from '@/lib/search-params';
import { useUploads } from './uploads';
import { useShared } from './use-shared';

export function Nav() {
  const shared = useShared();
  const { forget } = useUploads();
  const [words] = useQueryState('q', parseAsString);
  return <NavLinks shared={shared} words={words} onLeave={forget} />;
}

/** Views whose `q` is a search for pictures: words go along from one to the other. In Find they name things in a picture. */
const SEARCHED_BY_WORDS: readonly View[] = ['text', 'atlas'];

interface Props {
  readonly shared?: SharedState;
  /** What was searched for; null where nothing was. */
  readonly words?: string | null;
  readonly onLeave?: () => void;
}

/** Also drawn, without a state, in the HTML that arrives before any script. */
export function NavLinks({ shared, words = null, onLeave }: Props) {
  const open = viewAt(usePathname());
  const goesAlong = (view: View) =>
    words !== null &&
    words !== '' &&
    [view, open].every((one) => one && SEARCHED_BY_WORDS.includes(one));
  return (
    <nav aria-label="Views" className="flex gap-1 max-sm:flex-wrap">
      {VIEW_NAMES.map((view) => {
        const { label, icon } = VIEWS[view];
        return (
          <Link
            key={view}
            href={
              goesAlong(view) ? toHref(view, { ...shared, q: words ?? '' }) : toHref(view, shared)
            }
            prefetch={false}
            onClick={onLeave}
            aria-current={view === open ? 'page' : undefined}
            className="flex h-9 items-center gap-1.5 rounded-lg px-2 text-sm font-medium text-muted transition-colors sm:px-3 hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink"
          >
            <Icon name={icon} className="size-4 max-sm:hidden" />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
