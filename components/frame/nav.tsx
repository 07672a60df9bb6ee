'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Icon } from '@/components/ui/icon';
import { type SharedState, toHref, VIEW_NAMES, VIEWS, viewAt } from '@/lib/search-params';
import { useUploads } from './uploads';
import { useShared } from './use-shared';

export function Nav() {
  const shared = useShared();
  const { forget } = useUploads();
  return <NavLinks shared={shared} onLeave={forget} />;
}

/** Also drawn, without a state, in the HTML that arrives before any script. */
export function NavLinks({ shared, onLeave }: { shared?: SharedState; onLeave?: () => void }) {
  const open = viewAt(usePathname());
  return (
    <nav aria-label="Views" className="flex gap-1">
      {VIEW_NAMES.map((view) => {
        const { label, icon } = VIEWS[view];
        return (
          <Link
            key={view}
            href={toHref(view, shared)}
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
