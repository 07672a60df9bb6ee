import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found · Overlook' };

export default function NotFound() {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-4 pt-[14vh]">
      <h1 className="text-2xl font-semibold tracking-tight">There is nothing at this address</h1>
      <p className="text-muted">The link may be cut or old. Everything else is one search away.</p>
      <Link href="/" prefetch={false} className={buttonClass('primary')}>
        Search images
      </Link>
    </div>
  );
}
