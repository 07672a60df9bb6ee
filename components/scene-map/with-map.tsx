'use client';

import {
  type ComponentType,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryManifest } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import { useSimilarities } from '@/lib/hooks/use-similarities';
import type { Box } from '@/lib/narrowing/box';
import { LitItem } from './lit';
import type { MapPanelProps } from './map-panel';
import { haveAnyPlace } from './places';
import { resultsOf } from './results';

interface Props {
  readonly shown: boolean;
  readonly answer: SearchAnswer | null;
  readonly bbox: Box | null;
  /** The item whose panel is open. */
  readonly open: string | null;
  /** Whether the map may stand beside the list, where the window is wide; else it stands above. */
  readonly beside: boolean;
  readonly onOpen: (id: string) => void;
  readonly onBox: (box: Box) => void;
  /** The list. */
  readonly children: ReactNode;
}

/** A list with the map of its items, where it is asked for: pointing at one shows it in the other. */
export function WithMap({ shown, beside, children, ...props }: Props) {
  const { gallery } = useGallery();
  const list = useRef<HTMLDivElement>(null);
  const [lit] = useState(() => new LitItem());
  const map = shown && gallery !== null && canMap(gallery, props.answer);
  const point = ({ target }: SyntheticEvent) =>
    lit.set((target as Element).closest<HTMLElement>('[data-item]')?.dataset.item ?? null);

  // The list's cards are drawn anew with each answer, and know nothing of the map.
  const { answer } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer puts other items into the cards
  useEffect(() => {
    if (!map) return;
    const mark = (id: string | null) => {
      for (const card of list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []) {
        card.toggleAttribute('data-lit', card.dataset.item === id);
      }
    };
    mark(lit.now);
    const end = lit.subscribe(mark);
    return () => {
      mark(null);
      end();
    };
  }, [map, lit, answer]);

  return (
    <div className={map && beside ? 'gap-6 xl:flex xl:items-start' : ''}>
      {map && (
        <div
          className={`mb-4 h-[max(26rem,min(34rem,52dvh))] ${beside ? 'xl:sticky xl:top-17 xl:order-last xl:h-[max(24rem,calc(100dvh-21rem))] xl:w-[46%] xl:shrink-0' : ''}`}
        >
          <LazyPanel {...props} gallery={gallery} lit={lit} />
        </div>
      )}
      <div
        ref={list}
        className="min-w-0 flex-1"
        {...(map && {
          onPointerOver: point,
          onPointerLeave: () => lit.set(null),
          onFocus: point,
          onBlur: () => lit.set(null),
        })}
      >
        {children}
      </div>
    </div>
  );
}

/** Whether a map has anything to show. A server's collection has items in its answers only. */
export function canMap(gallery: GalleryManifest, answer: SearchAnswer | null): boolean {
  const known = placed.get(gallery) ?? haveAnyPlace(gallery.items);
  placed.set(gallery, known);
  return known || haveAnyPlace(ownItems(answer));
}

const placed = new WeakMap<GalleryManifest, boolean>();

function ownItems(answer: SearchAnswer | null) {
  return (answer?.items ?? []).flatMap(({ item }) => item ?? []);
}

type PanelProps = Pick<Props, 'answer' | 'bbox' | 'open' | 'onOpen' | 'onBox'> & {
  readonly gallery: GalleryManifest;
  readonly lit: LitItem;
};

/** The map's code is fetched when the first map is opened. */
function LazyPanel({ gallery, answer, ...props }: PanelProps) {
  const { thumbUrl } = useGallery();
  const [Panel, setPanel] = useState<ComponentType<MapPanelProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const results = useMemo(() => resultsOf(answer), [answer]);
  const similarities = useSimilarities(answer);
  const items = useMemo(() => {
    const own = gallery.served ? ownItems(answer) : [];
    return own.length > 0 ? own : gallery.items;
  }, [gallery, answer]);
  useEffect(() => {
    if (failed) return;
    import('./map-panel').then(
      (loaded) => setPanel(() => loaded.default),
      () => setFailed(true),
    );
  }, [failed]);
  if (failed) {
    return (
      <Callout title="The map could not be loaded">
        Check the connection. <Button onClick={() => setFailed(false)}>Try again</Button>
      </Callout>
    );
  }
  if (!Panel) {
    return (
      <div
        role="status"
        aria-label="Loading the map"
        className="size-full rounded-2xl border border-line bg-sunken"
      />
    );
  }
  // Another gallery has another map.
  return (
    <Panel
      key={gallery.id}
      items={items}
      results={results}
      similarities={similarities}
      thumbUrl={thumbUrl}
      {...props}
    />
  );
}
