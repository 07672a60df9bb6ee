'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { download } from '@/components/ui/download';
import { Icon } from '@/components/ui/icon';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { useGallery } from '@/lib/hooks';
import { hasPlaces, type SelectionReport } from '@/lib/selection/files';
import { fileOf, type SaveKind } from './save';

const KINDS: readonly { kind: SaveKind; label: string; about: string }[] = [
  { kind: 'csv', label: 'CSV', about: 'a list for spreadsheets' },
  { kind: 'json', label: 'JSON', about: 'a list with all that is known' },
  { kind: 'geojson', label: 'GeoJSON', about: 'where they lie, for maps' },
  { kind: 'kml', label: 'KML', about: 'the same, for Google Earth' },
  { kind: 'gpkg', label: 'GeoPackage', about: 'the same, for QGIS and ArcGIS' },
  { kind: 'zip', label: 'ZIP', about: 'the pictures with their list' },
];

interface Props {
  readonly report: () => SelectionReport;
  readonly onProblem: (problem: ErrorReport | null) => void;
}

/** "Export": a button that opens the kinds of file. */
export function ExportMenu({ report, onProblem }: Props) {
  const { imageUrl } = useGallery();
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const save = async (kind: SaveKind) => {
    onProblem(null);
    const listed = report();
    const of = listed.items.length;
    setSaving(kind === 'zip' ? `0 of ${of}` : '');
    try {
      const file = await fileOf(kind, listed, imageUrl, (done) => setSaving(`${done} of ${of}`));
      download(file, `${listed.gallery}-selection.${kind}`);
      setOpen(false);
      button.current?.focus();
    } catch (error) {
      onProblem(reportOf(error));
    } finally {
      setSaving(null);
    }
  };

  const places = open && hasPlaces(report());
  const kinds = KINDS.filter(({ kind }) => places || !/^(geojson|kml|gpkg)$/.test(kind));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button opened
    <div
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <Button
        ref={button}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        disabled={saving !== null}
      >
        <Icon name="download" className="size-4" />
        {saving ? `Export: ${saving}` : 'Export'}
      </Button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div
          role="group"
          aria-label="Export as"
          className="absolute bottom-full left-0 mb-2 flex w-[min(20rem,calc(100vw-3rem))] flex-col rounded-xl border border-line bg-raised p-1.5 shadow-float"
        >
          {kinds.map(({ kind, label, about }) => (
            <button
              key={kind}
              type="button"
              disabled={saving !== null}
              onClick={() => save(kind)}
              className="flex items-baseline gap-2 rounded-lg px-3 py-2 text-left text-sm hover:bg-sunken"
            >
              <span className="w-24 shrink-0 font-medium">{label}</span>
              <span className="text-muted">{about}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
