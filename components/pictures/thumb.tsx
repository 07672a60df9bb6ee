'use client';

import { useEffect, useRef, useState } from 'react';
import { afterPaint } from '@/components/ui/after-paint';
import type { GalleryItem } from '@/lib/gallery/types';
import { CardArt } from './card-art';

interface Props {
  readonly item: GalleryItem;
  /** Address of its thumbnail. */
  readonly src: string;
  /** Described elsewhere by default: a thumbnail sits in a named link. */
  readonly alt?: string;
  readonly className?: string;
  /** The first row is loaded at once, the rest when it comes near the view. */
  readonly eager?: boolean;
}

/**
 * An item's thumbnail in a square that is there before the picture is. It is fetched when the square has been drawn:
 * to ask for two dozen pictures takes the page longer than all else that an answer changes.
 */
export function Thumb({ item, src, alt = '', className = '', eager = false }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => afterPaint(() => image.current?.setAttribute('src', src)), [src]);
  if (item.image === false || broken === item.id)
    return <CardArt item={item} className={className} />;
  return (
    // biome-ignore lint/performance/noImgElement: a static export has no image service
    <img
      // Another item's picture must not stand here until this one has come.
      key={item.id}
      ref={image}
      alt={alt}
      width={256}
      height={256}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      draggable={false}
      onError={() => setBroken(item.id)}
      className={`aspect-square size-full bg-sunken object-cover ${className}`}
    />
  );
}
