import { useCallback, useMemo, useState } from 'react';
import type { Size } from '@/components/pictures/zoom/viewport';
import { cornersOf, type Finding } from '@/components/relevance/findings';
import type { SurveyOptions } from '@/lib/find/types';
import { useFind, useGallery, type ViewState } from '@/lib/hooks';
import type { Rectangle } from '@/lib/patches/grid';
import { type FindState, featuresOf } from '@/lib/search-params';
import type { FindSource } from './use-source';
import { useTeaching } from './use-teaching';
import { type Shown, WorkState } from './work-state';

export type OpenSource = Extract<FindSource, { picture: unknown }>;

const OPACITY = 0.6;
const NOTHING_CHOSEN: Shown = new Map();

/** All state of one picture in Find; the URL holds the part that links need. */
export function useFindWork(
  source: OpenSource,
  state: FindState,
  set: ViewState<FindState>['set'],
) {
  const { q, t, place: corners } = state;
  const options = useOptions(state);
  const features = useMemo(() => featuresOf(q), [q]);
  const { model } = useGallery();
  const teaching = useTeaching(model?.id, source.name, features, t);
  const find = useFind(source.picture, options, features, teaching.options);
  const { survey, located } = find;

  const [shown, setShown] = useState<Shown>(NOTHING_CHOSEN);
  const [wash, setWash] = useState({ on: false, opacity: OPACITY, relative: false });
  const [part, setPart] = useState<Rectangle | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [natural, setNatural] = useState<Size | null>(null);
  const [look, setLook] = useState<{ part: Rectangle } | null>(null);

  const work = useMemo(() => new WorkState(located, shown), [located, shown]);
  const layers = useMemo(() => work.layers(wash.relative), [work, wash.relative]);
  const map = useMemo(
    () =>
      survey && layers.length > 0 && wash.on
        ? { layers, grid: survey.grid, sharp: survey.method === 'tiles' }
        : null,
    [survey, layers, wash.on],
  );
  const at = work.indexOf(corners);

  const select = useCallback(
    (index: number | null) => {
      const place = index === null ? undefined : work.places[index];
      set({ place: place ? cornersOf(place) : null }, 'replace now');
      if (place) setLook({ part: place.box });
    },
    [work, set],
  );

  return {
    find,
    teaching,
    work,
    features,
    map,
    layers,
    wash,
    setWash,
    selected: at < 0 ? null : at,
    select,
    part,
    setPart,
    drawing,
    /** Begins or ends the drawing of a part; a part to begin with is there at once, for who does not draw. */
    draw: (on: boolean, picture: Size) => {
      setDrawing(on);
      setNatural(picture);
      if (on) setPart((before) => before ?? middleOf(picture));
    },
    clearPart: () => {
      setPart(null);
      setDrawing(false);
    },
    toggle: (finding: Finding) => setShown(work.toggled(finding)),
    look,
    setLook,
    /** Px, from the first source that knows it. */
    size: survey ?? source.size ?? natural,
  };
}

function useOptions({ method, scale, tiles }: FindState): SurveyOptions {
  const [rows, cols] = [tiles?.rows, tiles?.cols];
  return useMemo(
    () => ({
      method,
      ...(scale !== null && method !== 'tiles' && { scale }),
      ...(method === 'tiles' && rows && cols && { tiles: { rows, cols } }),
    }),
    [method, scale, rows, cols],
  );
}

/** A quarter of the picture, in its middle, px. */
function middleOf({ width, height }: Size): Rectangle {
  return {
    x: Math.round(width * 0.375),
    y: Math.round(height * 0.375),
    width: Math.round(width / 4),
    height: Math.round(height / 4),
  };
}
