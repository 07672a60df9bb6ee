'use client';

import { useId, useRef, useState } from 'react';
import { useUploads } from '@/components/frame/uploads';
import type { Finding } from '@/components/relevance/findings';
import type { Layer } from '@/components/relevance/map-pixels';
import { Button } from '@/components/ui/button';
import { download, fileName } from '@/components/ui/download';
import { Icon } from '@/components/ui/icon';
import { ReportNotice } from '@/components/ui/notice';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Survey } from '@/lib/find/types';
import type { Georeference } from '@/lib/geo/georeference';
import { toWgs84 } from '@/lib/geo/projection';
import { georeferenceOfFiles } from '@/lib/geo/sidecars';
import { useGallery } from '@/lib/hooks';
import { type PlacesReport, placesCoco, placesCsv, placesGeoJson } from '@/lib/places/places-file';
import type { FindSource } from '../use-source';
import { overlayImage } from './overlay-image';

interface Props {
  readonly source: Extract<FindSource, { picture: unknown }>;
  /** Address of what is shown of it. */
  readonly src: string;
  readonly survey: Survey;
  /** Of the features that are shown. */
  readonly findings: readonly Finding[];
  readonly layers: readonly Layer[];
  /** 0..1 */
  readonly opacity: number;
  readonly whole: boolean;
}

/** What was found, as files. A picture of the visitor's own has no other way to be kept or passed on. */
export function Exports({ source, src, survey, findings, layers, opacity, whole }: Props) {
  const { config } = useGallery();
  const { amend } = useUploads();
  const [told, setTold] = useState<Georeference | null>(null);
  const { upload } = source;
  // Of an upload it is kept with the picture; of another picture with this page.
  const georeference = upload ? (upload.georeference ?? null) : told;
  const setGeoreference = (found: Georeference) =>
    upload ? amend({ ...upload, georeference: found }) : setTold(found);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const name = source.picture.kind === 'item' ? source.picture.id : source.picture.name;

  const report = (): PlacesReport => ({
    picture: { name, width: survey.width, height: survey.height },
    model: config.model,
    method: survey.method,
    scale: survey.scale,
    complete: whole,
    features: findings.map(({ text, judgement, from, things, places }) => ({
      feature: text,
      answer: judgement.answer,
      probability: judgement.probability,
      basis: judgement.basis,
      threshold: from,
      things,
      share: places.reduce((sum, place) => sum + place.share, 0),
      places,
    })),
  });
  const attempt = (work: () => Promise<void> | void) => async () => {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(reportOf(error));
    }
  };

  return (
    <section aria-label="Export" className="flex flex-col gap-3">
      <h2 className="text-sm font-medium">Export</h2>
      {source.kind === 'upload' && (
        <p className="text-sm text-muted">
          The link holds the words and the settings, but not your picture: it stays on this device.
          To keep or pass on what was found, export it.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Save
          label="PNG"
          about="the picture with outlines, at most 2 MB"
          onSave={attempt(async () => {
            const overlay = { src, survey, layers, findings, opacity };
            download(await overlayImage(overlay), fileName(name, 'png'));
          })}
        />
        <Save
          label="COCO"
          about="answers and outlines as JSON"
          onSave={attempt(() =>
            download(placesCoco(report()), fileName(name, 'coco.json'), 'application/json'),
          )}
        />
        <Save
          label="CSV"
          about="places"
          onSave={attempt(() => download(placesCsv(report()), fileName(name, 'csv'), 'text/csv'))}
        />
        {georeference && (
          <Save
            label="GeoJSON"
            about="outlines on the ground, WGS84"
            onSave={attempt(async () => {
              const toGround = await toWgs84(georeference);
              const content = placesGeoJson(report(), toGround);
              download(content, fileName(name, 'geojson'), 'application/geo+json');
            })}
          />
        )}
      </div>
      <OnTheGround georeference={georeference} onChange={setGeoreference} onProblem={setProblem} />
      {problem && <ReportNotice key={problem.message} report={problem} />}
    </section>
  );
}

function Save({ label, about, onSave }: { label: string; about: string; onSave: () => void }) {
  return (
    <Button onClick={onSave} aria-label={`Export as ${label}: ${about}`} title={about}>
      <Icon name="download" className="size-4" />
      {label}
    </Button>
  );
}

interface GroundProps {
  readonly georeference: Georeference | null;
  readonly onChange: (georeference: Georeference) => void;
  readonly onProblem: (problem: ErrorReport | null) => void;
}

/** Where the picture lies: from its own tags, or from files that came with it. */
function OnTheGround({ georeference, onChange, onProblem }: GroundProps) {
  const input = useRef<HTMLInputElement>(null);
  const code = useId();
  const take = async (files: File[]) => {
    onProblem(null);
    try {
      const found = await georeferenceOfFiles(files, georeference);
      if (found) onChange(found);
    } catch (error) {
      onProblem(reportOf(error));
    }
  };
  return (
    <div className="flex flex-col items-start gap-2 text-sm text-muted">
      {!georeference && <p>For GeoJSON: a GeoTIFF, or a world file (.jgw, .pgw, .tfw, …; .prj).</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="bare" onClick={() => input.current?.click()}>
          {georeference ? 'Another world file' : 'Add a world file'}
        </Button>
        {georeference && (
          <label htmlFor={code} className="flex items-center gap-2">
            EPSG
            <input
              id={code}
              inputMode="numeric"
              placeholder="4326"
              defaultValue={/^EPSG:(\d+)$/.exec(georeference.crs ?? '')?.[1] ?? ''}
              onChange={({ target: { value } }) => {
                if (/^\d{4,6}$/.test(value)) onChange({ ...georeference, crs: `EPSG:${value}` });
              }}
              className="h-9 w-20 rounded-lg border border-line-strong/50 bg-surface px-2 text-ink tabular-nums"
            />
          </label>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label="World file (file)"
        className="hidden"
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
