'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Icon, type IconName } from '@/components/ui/icon';
import { type SharedState, toHref, type View } from '@/lib/search-params';
import { useUploads } from './uploads';
import { useShared } from './use-shared';

interface Entry {
  readonly view: View;
  readonly label: string;
  readonly icon: IconName;
}

/** The views that there are, in the bar's order. A new one is a line here. */
export const VIEWS: readonly Entry[] = [
  { view: 'text', label: 'Text', icon: 'text' },
  { view: 'image', label: 'Image', icon: 'image' },
  { view: 'find', label: 'Find', icon: 'find' },
  { view: 'evaluate', label: 'Evaluate', icon: 'chart' },
];

export function Nav() {
  const shared = useShared();
  const { forget } = useUploads();
  return <NavLinks shared={shared} onLeave={forget} />;
}

/** Also drawn, without a state, in the HTML that arrives before any script. */
export function NavLinks({ shared, onLeave }: { shared?: SharedState; onLeave?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label="Views" className="flex gap-1">
      {VIEWS.map(({ view, label, icon }) => {
        const current = pathOf(view) === trimmed(path);
        return (
          <Link
            key={view}
            href={toHref(view, shared)}
            prefetch={false}
            onClick={onLeave}
            aria-current={current ? 'page' : undefined}
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

function pathOf(view: View): string {
  return toHref(view).split('?')[0] ?? '/';
}

/** Static hosts may add a slash at the end. */
function trimmed(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
