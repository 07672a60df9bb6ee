import { capitalized } from '@/components/ui/format';
import type { GalleryItem } from '@/lib/gallery/types';

/** Stands where an item's image did not come with the gallery: what it is, in words. */
export function CardArt({ item, className = '' }: { item: GalleryItem; className?: string }) {
  return (
    <span
      className={`flex aspect-square size-full flex-col items-center justify-center gap-1 bg-sunken p-3 text-center ${className}`}
    >
      <span className="viewfinder flex size-full flex-col items-center justify-center gap-1 p-2 [--mark:var(--line-strong)]">
        {item.category && (
          <span className="text-sm font-medium text-balance text-ink">
            {capitalized(item.category)}
          </span>
        )}
        <span className="max-w-full font-mono text-xs break-all text-muted">
          {item.name ?? item.id}
        </span>
      </span>
    </span>
  );
}
