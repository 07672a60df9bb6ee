import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';

interface Props {
  readonly nav: ReactNode;
  /** What is searched. */
  readonly switches?: ReactNode;
  /** Scheme and status. */
  readonly tools?: ReactNode;
}

/** The slim bar: name, views, what is searched, status. On a phone the middle two take a row of their own, or two: what is searched can be read. */
export function Bar({ nav, switches, tools }: Props) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-bg/90 backdrop-blur-md">
      <div className="flex flex-wrap items-center gap-x-3 px-3 sm:h-13 sm:flex-nowrap sm:px-5">
        <Link
          href="/"
          prefetch={false}
          className="order-1 flex h-13 items-center gap-2.5 rounded-lg text-base font-semibold tracking-tight"
        >
          <Logo />
          Overlook
        </Link>
        <div className="order-4 min-w-0 pb-2 sm:order-2 sm:ml-2 sm:pb-0">{nav}</div>
        <div className="order-5 ml-auto flex min-h-9 min-w-0 flex-1 items-center max-sm:min-w-44 justify-end gap-2 pb-2 sm:order-3 sm:pb-0">
          {switches}
        </div>
        <div className="order-2 ml-auto flex min-h-9 items-center gap-1 sm:order-4 sm:ml-0">
          {tools}
        </div>
        <div className="order-3 basis-full sm:hidden" />
      </div>
    </header>
  );
}
