'use client';

import { type ReactNode, useState } from 'react';
import { CardArt } from '@/components/pictures/card-art';
import { ZoomFrame } from '@/components/pictures/zoom/zoom-frame';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery, useItemPicture } from '@/lib/hooks';
import { nameOf } from '../results/entries';
import { OwnPicture } from './own-picture';

/**
 * The whole image in a frame of its own shape, to be zoomed; its thumbnail stands there until it has come.
 * `children` lie over it.
 */
export function ItemImage({ item, children }: { item: GalleryItem; children?: ReactNode }) {
  const { gallery, thumbUrl } = useGallery();
  const picture = useItemPicture(item);
  const [broken, setBroken] = useState(false);
  if (item.image === false || broken) {
    return (
      <div className="mx-auto w-full max-w-md p-5">
        <CardArt item={item} className="rounded-xl" />
        <p className="pt-3 text-center text-sm text-muted">
          {broken ? 'The image did not arrive.' : 'This gallery comes without its images.'}
          {!broken && gallery?.imagesCommand && (
            <code className="block pt-1 font-mono">{gallery.imagesCommand}</code>
          )}
        </p>
      </div>
    );
  }
  return (
    <div className="bg-sunken">
      <ZoomFrame name={nameOf(item)} picture={item}>
        {/* biome-ignore lint/performance/noImgElement: a static export has no image service */}
        <img
          src={picture.src}
          alt={nameOf(item)}
          width={item.width}
          height={item.height}
          draggable={false}
          decoding="async"
          onError={() => setBroken(true)}
          className="size-full bg-contain bg-center bg-no-repeat"
          style={{ backgroundImage: `url("${thumbUrl(item)}")` }}
        />
        {children}
      </ZoomFrame>
      <OwnPicture picture={picture} />
    </div>
  );
}
