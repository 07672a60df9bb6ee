'use client';

import Link from 'next/link';
import { useUploads } from '@/components/frame/uploads';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { type SharedState, sharedOf, toHref } from '@/lib/search-params';
import type { ImageSource } from './use-image-query';

/** Takes the query image along to where features are found in it. Nothing where only its embedding is known. */
export function FindIn({ source, shared }: { source: ImageSource; shared: SharedState }) {
  const { again } = useUploads();
  const upload = source.kind === 'upload' && source.query.kind === 'image' ? source.upload : null;
  if (source.kind !== 'item' && !upload) return null;
  const item = source.kind === 'item' ? source.id : null;
  return (
    <Link
      href={toHref('find', { ...sharedOf(shared), item, upload: upload?.key ?? null })}
      prefetch={false}
      onClick={() => upload && again(upload)}
      aria-label="Find in this picture"
      title="Find in this picture"
      className={buttonClass('bare', true)}
    >
      <Icon name="find" />
    </Link>
  );
}
