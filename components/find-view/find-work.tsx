'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { EncoderWait } from '@/components/frame/encoder-wait';
import { PickImage } from '@/components/frame/pick-image';
import { useReport } from '@/components/frame/report';
import { useUploads } from '@/components/frame/uploads';
import { answerOf, findingsOf, rankedPlaces } from '@/components/relevance/findings';
import { stretched } from '@/components/relevance/map-pixels';
import { Notices } from '@/components/results/notices';
import { Button } from '@/components/ui/button';
import { CopyLink } from '@/components/ui/copy-link';
import { ErrorCard } from '@/components/ui/error-card';
import { Icon } from '@/components/ui/icon';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Survey, SurveyOptions } from '@/lib/find/types';
import { useEngine, useFind, useGallery, type ViewState } from '@/lib/hooks';
import type { Rectangle } from '@/lib/patches/grid';
import { encodeEmbedding, type FindState, featuresOf, sharedOf, toHref } from '@/lib/search-params';
import { Answers } from './answers';
import { Controls } from './controls';
import { Exports } from './export/exports';
import { FeatureBox } from './feature-box';
import { PartCard } from './part-card';
import { pictureOfPart } from './part-picture';
import { Places } from './places';
import { Stage } from './stage/stage';
import type { Size } from './stage/viewport';
import { SurveyProgressBar } from './survey-progress';
import { useShownSource } from './use-shown-source';
import type { FindSource } from './use-source';

const OPACITY = 0.75;

interface Props {
  readonly source: Extract<FindSource, { picture: unknown }>;
  readonly state: FindState;
  readonly set: ViewState<FindState>['set'];
  readonly problems: readonly ErrorReport[];
}

/** One picture: its map, the answers, the places, and what can be done with them. */
export function FindWork({ source, state, set, problems }: Props) {
  const { q, method, scale, tiles, t } = state;
  const [rows, cols] = [tiles?.rows, tiles?.cols];
  const options = useMemo<SurveyOptions>(
    () => ({
      method,
      ...(scale !== null && method !== 'tiles' && { scale }),
      ...(method === 'tiles' && rows && cols && { tiles: { rows, cols } }),
    }),
    [method, scale, rows, cols],
  );
  const features = useMemo(() => featuresOf(q), [q]);
  const find = useFind(source.picture, options, features);
  const { survey, located, progress } = find;
  const { model } = useGallery();
  const threshold = t ?? located?.threshold ?? model?.presence?.threshold ?? 0.5;

  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  const [opacity, setOpacity] = useState(OPACITY);
  const [relative, setRelative] = useState(false);
  const [part, setPart] = useState<Rectangle | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [natural, setNatural] = useState<Size | null>(null);
  const [look, setLook] = useState<{ part: Rectangle } | null>(null);

  const findings = useMemo(
    () => (located && survey ? findingsOf(located, survey, threshold) : []),
    [located, survey, threshold],
  );
  const shown = useMemo(() => findings.filter(({ text }) => !hidden.has(text)), [findings, hidden]);
  const places = useMemo(() => rankedPlaces(shown), [shown]);
  const layers = useMemo(
    () =>
      shown.map(({ feature, probability, relative: shares }) => ({
        feature,
        map: relative ? stretched(shares) : probability,
      })),
    [shown, relative],
  );
  const map = useMemo(
    () => survey && layers.length > 0 && { layers, grid: survey.grid, sharp: method === 'tiles' },
    [survey, layers, method],
  );
  const at = places.findIndex((place) => keyOf(place) === selected);
  const whole = located !== null && located.progress.done >= located.progress.total;
  const size = survey ?? source.size ?? natural;

  const src = useShownSource(source.src, source.size, survey?.id);
  const like = useLikePart(state, src ?? '', source.name, survey);
  useReport(sentenceOf(features, findings, whole, find.stale), null);

  const select = useCallback(
    (index: number | null) => {
      const place = index === null ? undefined : places[index];
      setSelected(place ? keyOf(place) : null);
      if (place) setLook({ part: place.box });
    },
    [places],
  );
  const draw = (on: boolean, picture: Size) => {
    setDrawing(on);
    setNatural(picture);
    // Something to begin with, for who does not draw.
    if (on) setPart((before) => before ?? middleOf(picture));
  };

  return (
    <div className="flex flex-col gap-4 pt-4 sm:pt-6 lg:h-[calc(100dvh-3.5rem)] lg:flex-row lg:gap-6 lg:pb-4">
      <div className="flex min-w-0 flex-col gap-2 lg:flex-1">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate text-sm text-muted" title={source.name}>
            {source.name}
            {size && <span className="tabular-nums">{` · ${size.width} × ${size.height} px`}</span>}
          </p>
          <CopyLink look="bare" />
          <PickImage look="bare" icon label="Choose another picture">
            <Icon name="image" />
          </PickImage>
        </div>
        <div className="h-[min(62dvh,100vw)] lg:h-auto lg:min-h-0 lg:flex-1">
          <Stage
            src={src}
            name={source.name}
            known={size}
            map={map || null}
            opacity={opacity}
            places={places}
            selected={at < 0 ? null : at}
            onSelect={select}
            part={part}
            drawing={drawing}
            onDrawing={draw}
            onPart={setPart}
            look={look}
          >
            <SurveyProgressBar progress={progress} stopped={find.stopped} onCancel={find.cancel} />
          </Stage>
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-5 lg:w-[clamp(20rem,28vw,34rem)] lg:overflow-y-auto lg:p-1 lg:pr-2 lg:pb-24">
        <Notices problems={problems} />
        <FeatureBox
          value={q}
          onType={(text) => set({ q: text })}
          onKeep={(text) => set({ q: text }, 'push')}
        />
        {find.error && (
          <ErrorCard report={find.error} onRetry={find.retry}>
            <PickImage look="quiet" label="Choose another file">
              Choose another file
            </PickImage>
          </ErrorCard>
        )}
        {!find.error && <EncoderWait />}
        {features.length === 0 && !find.error && (
          <p className="text-muted">Name something to see where it is, and whether it is.</p>
        )}
        {findings.length > 0 && (
          <>
            <Answers
              findings={findings}
              threshold={threshold}
              whole={whole}
              stale={find.stale}
              hidden={hidden}
              onToggle={(text) => setHidden((before) => toggled(before, text))}
            />
            {find.stopped && !whole && <Stopped onRetry={find.retry} />}
            {places.length > 0 && (
              <Places
                places={places}
                selected={at < 0 ? null : at}
                onSelect={select}
                onLikePart={({ box }) => like(box)}
              />
            )}
          </>
        )}
        {part && size && (
          <PartCard
            part={part}
            picture={size}
            onPart={setPart}
            onLook={() => setLook({ part })}
            onClear={() => {
              setPart(null);
              setDrawing(false);
            }}
            onLike={() => like(part)}
          />
        )}
        <Controls
          state={state}
          set={set}
          survey={survey}
          threshold={threshold}
          opacity={opacity}
          onOpacity={setOpacity}
          relative={relative}
          onRelative={setRelative}
        />
        {survey && findings.length > 0 && (
          <Exports
            source={source}
            src={src ?? ''}
            survey={survey}
            findings={shown}
            layers={layers}
            opacity={opacity}
            threshold={threshold}
            whole={whole}
          />
        )}
      </div>
    </div>
  );
}

/** The encoding was stopped: what is there can be asked, the rest is dark on the map. */
function Stopped({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      Stopped: the dark part of the map has not been looked at.
      <Button onClick={onRetry}>
        <Icon name="retry" className="size-4" />
        Look at all of it
      </Button>
    </p>
  );
}

/** Searches the gallery by a part of the picture. @returns Rejects where the part cannot be encoded. */
function useLikePart(state: FindState, src: string, name: string, survey: Survey | null) {
  const client = useEngine();
  const router = useRouter();
  const { keep } = useUploads();
  return async (part: Rectangle) => {
    if (!survey) return;
    const embedding = await client.encodePart(survey.id, part);
    const e = encodeEmbedding(embedding);
    const file = await pictureOfPart(src, part, survey.width);
    if (file) {
      const query = { kind: 'embedding', embedding } as const;
      const url = URL.createObjectURL(file);
      keep(e, { name: `Part of ${name}`, file, url, query, size: null });
    }
    router.push(toHref('image', { ...sharedOf(state), e }));
  };
}

function sentenceOf(
  features: readonly string[],
  findings: Parameters<typeof answerOf>[0][],
  whole: boolean,
  stale: boolean,
): string {
  if (features.length === 0 || findings.length === 0 || stale || !whole) return '';
  return `${findings.map((finding) => answerOf(finding, true)).join('; ')}.`;
}

function keyOf({ text, cell }: { text: string; cell: number }): string {
  return `${cell} ${text}`;
}

function toggled(before: ReadonlySet<string>, text: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(text)) after.add(text);
  return after;
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
