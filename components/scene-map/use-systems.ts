import { useEffect, useMemo, useState } from 'react';
import type { LonLat, NamedSystem } from '@/lib/geo/projection';
import { useGallery, useOwnGalleries } from '@/lib/hooks';
import { isOwn, ownIdOf } from '@/lib/own-gallery/id';

/** The coordinate systems of the open gallery's scenes, by scene; empty where they are not known or still to come. */
export function useSystems(): ReadonlyMap<string, NamedSystem> {
  const { config } = useGallery();
  const { galleries, library } = useOwnGalleries();
  const [systems, setSystems] = useState<ReadonlyMap<string, NamedSystem>>(NONE);
  const own = isOwn(config.gallery) ? ownIdOf(config.gallery) : null;
  useEffect(() => {
    if (own !== null && galleries === null) void library.load();
  }, [own, galleries, library]);
  const scenes = galleries?.find(({ id }) => id === own)?.source.scenes;
  const said = useMemo(
    () => JSON.stringify(scenes?.map(({ file, crs }) => [file, crs ?? null]) ?? []),
    [scenes],
  );
  useEffect(() => {
    let gone = false;
    const pairs = JSON.parse(said) as [string, string | null][];
    const find = async () => {
      const { namedSystem } = await import('@/lib/geo/projection');
      const found = await Promise.all(
        pairs.map(async ([file, crs]) => {
          const system = crs === null ? null : await namedSystem(crs).catch(() => null);
          return system ? ([[file, system]] as const) : [];
        }),
      );
      if (!gone) setSystems(new Map(found.flat()));
    };
    if (pairs.length > 0) void find();
    else setSystems(NONE);
    return () => {
      gone = true;
    };
  }, [said]);
  return systems;
}

const NONE: ReadonlyMap<string, NamedSystem> = new Map();

/** A place in the numbers of its scene's own system: `691234.5, 5334120.0 (EPSG:32632)`; '' where degrees say it. */
export function inSystem(system: NamedSystem | undefined, place: LonLat): string {
  if (!system || (system.geographic && system.name === 'EPSG:4326')) return '';
  const numbers = system.from(place);
  if (!numbers.every(Number.isFinite)) return '';
  return `${numbers.map((number) => number.toFixed(system.geographic ? 6 : 1)).join(', ')} (${system.name})`;
}
