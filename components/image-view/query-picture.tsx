'use client';

import { useState } from 'react';
import type { Upload } from '@/components/frame/read-upload';
import { CardArt } from '@/components/pictures/card-art';
import { Icon } from '@/components/ui/icon';
import type { SearchAnswer } from '@/lib/engine/protocol';
import { useGallery } from '@/lib/hooks';
import { nameOf } from '../results/entries';
import { cropOf } from './crop';
import type { ImageSource } from './use-image-query';
import { useShownUpload } from './use-shown-upload';

interface Props {
  readonly source: ImageSource;
  /** The engine's information on the query image. */
  readonly seen?: SearchAnswer['image'];
}

/** The query image with the part that the encoder sees marked on it; a placeholder where there is none to show. */
export function QueryPicture({ source, seen }: Props) {
  const { item: find, imageUrl } = useGallery();
  const item = source.kind === 'item' ? find(source.id) : undefined;
  if (source.kind === 'upload') {
    return <UploadPicture key={source.upload.url} upload={source.upload} seen={seen} />;
  }
  if (item && item.image !== false) {
    // Gallery images are cropped as uploads are.
    return (
      <Picture
        key={item.id}
        src={imageUrl(item)}
        alt={nameOf(item)}
        size={item}
        crop={cropOf(item)}
      />
    );
  }
  if (item) return <CardArt item={item} className="max-w-80 rounded-xl" />;
  return (
    <div className="aspect-square w-full rounded-xl bg-sunken p-4 max-sm:aspect-[2/1]">
      <div className="viewfinder flex size-full flex-col items-center justify-center gap-2 p-3 text-center text-sm text-balance text-muted [--mark:var(--line-strong)]">
        {source.kind === 'link' && (
          <>
            <Icon name="link" className="size-6" />
            The query image is not part of the link. Its embedding is, and ranks as the image did.
          </>
        )}
      </div>
    </div>
  );
}

function UploadPicture({ upload, seen }: { upload: Upload; seen: Props['seen'] }) {
  const src = useShownUpload(upload);
  return (
    <Picture
      src={src}
      alt={upload.name}
      size={seen ?? upload.size ?? undefined}
      crop={seen?.crop}
    />
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Picture({
  src,
  alt,
  size,
  crop,
}: {
  /** Null while there is nothing to show yet. */
  src: string | null;
  alt: string;
  size?: { width: number; height: number };
  crop?: Box;
}) {
  const [broken, setBroken] = useState(false);
  const ratio = size ? size.width / size.height : 1;
  return (
    <div
      className="relative mx-auto overflow-hidden rounded-xl bg-sunken [--tallest:34dvh] lg:[--tallest:52dvh]"
      // As wide as there is room for, unless that would push what it is about out of sight.
      style={{ aspectRatio: ratio, width: `min(100%, calc(var(--tallest) * ${ratio}))` }}
    >
      {src === null ? (
        <div className="size-full animate-breathe bg-line" />
      ) : broken ? (
        <p className="grid size-full min-h-40 place-items-center p-4 text-center text-sm text-muted">
          This browser cannot show such a file.
        </p>
      ) : (
        // biome-ignore lint/performance/noImgElement: it is the visitor's own file
        <img
          src={src}
          alt={alt}
          decoding="async"
          className="size-full object-contain"
          onError={() => setBroken(true)}
        />
      )}
      {size && crop && !broken && (
        <div
          title="What the encoder sees"
          className="viewfinder absolute shadow-[0_0_0_100vmax_rgb(0_0_0/0.5)] [--l:1.25rem] [--mark:#ff9a5c] [--w:3px]"
          style={{
            left: `${(crop.x / size.width) * 100}%`,
            top: `${(crop.y / size.height) * 100}%`,
            width: `${(crop.width / size.width) * 100}%`,
            height: `${(crop.height / size.height) * 100}%`,
          }}
        />
      )}
    </div>
  );
}
