'use client';

import { type RefObject, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import { DEFAULT_CHIPS } from '@/lib/own-gallery/scene/chips';
import type { Source } from '@/lib/own-gallery/sources/types';
import type { ChipOptions } from '@/lib/own-gallery/types';
import { useOpenOwn } from './use-open-own';

const UNITS = [
  { unit: 'px', label: 'pixels', size: 256, least: 16, most: 8192 },
  { unit: 'm', label: 'metres of the ground', size: 100, least: 1, most: 100_000 },
] as const;
const OVERLAPS = [0, 0.25, 0.5];

/** Asks how a large image is cut into chips, and for the image. */
export function SceneDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const open = useOpenOwn();
  const input = useRef<HTMLInputElement>(null);
  const [chips, setChips] = useState<ChipOptions>(DEFAULT_CHIPS);
  const [size, setSize] = useState(String(DEFAULT_CHIPS.size));
  const { least, most } = UNITS.find(({ unit }) => unit === chips.unit) ?? UNITS[0];
  const wrong = !(Number(size) >= least && Number(size) <= most);
  const take = (element: HTMLInputElement) => {
    const files = [...(element.files ?? [])];
    element.value = '';
    if (files.length === 0) return;
    dialog.current?.close();
    void open(scenesOf(files, { ...chips, size: wrong ? chips.size : Number(size) }));
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".tif,.tiff,.jp2,.j2k,.jpg,.jpeg,.png,.webp,.tfw,.jgw,.pgw,.wld,.prj"
        aria-label="Scene"
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <dialog
        ref={dialog}
        aria-labelledby="chips"
        closedby="any"
        className="m-auto w-[min(34rem,calc(100vw-1.5rem))] rounded-2xl border border-line bg-raised shadow-float backdrop:bg-black/35"
      >
        <form
          className="flex flex-col gap-4 p-5 sm:p-6"
          onSubmit={(event) => {
            event.preventDefault();
            input.current?.click();
          }}
        >
          <div className="flex items-center gap-3">
            <h2 id="chips" className="flex-1 text-lg font-semibold tracking-tight">
              Cut a large image into chips
            </h2>
            <Button look="bare" icon aria-label="Close" onClick={() => dialog.current?.close()}>
              <Icon name="close" className="size-4" />
            </Button>
          </div>
          <p className="text-sm text-muted">
            A GeoTIFF of any size is read by windows, on this device, and becomes a gallery of chips
            that know where they lie. JPEG 2000, JPEG and PNG are taken as well; choose the world
            file and the .prj file with them.
          </p>
          <div className="flex flex-wrap items-end gap-3 text-sm">
            <label className="flex flex-col gap-1">
              Chips of
              <input
                type="number"
                inputMode="decimal"
                min={least}
                max={most}
                step="any"
                required
                value={size}
                onChange={({ target }) => setSize(target.value)}
                className="h-9 w-28 rounded-lg border border-line-strong/50 bg-surface px-2.5"
              />
            </label>
            <Select
              aria-label="Unit"
              value={chips.unit}
              onChange={({ target }) => {
                const next = UNITS.find(({ unit }) => unit === target.value) ?? UNITS[0];
                setChips({ ...chips, unit: next.unit, size: next.size });
                setSize(String(next.size));
              }}
            >
              {UNITS.map(({ unit, label }) => (
                <option key={unit} value={unit}>
                  {label}
                </option>
              ))}
            </Select>
            <div className="flex flex-col gap-1">
              <span aria-hidden="true">Overlap</span>
              <Select
                aria-label="Overlap"
                value={chips.overlap}
                onChange={({ target }) => setChips({ ...chips, overlap: Number(target.value) })}
              >
                {OVERLAPS.map((overlap) => (
                  <option key={overlap} value={overlap}>
                    {overlap === 0 ? 'none' : `${overlap * 100}%`}
                  </option>
                ))}
              </Select>
            </div>
          </div>
          <p className="text-sm text-muted">
            A chip is found as one picture: choose it about twice as wide as what you look for.
          </p>
          <Button type="submit" look="primary" className="self-start">
            Choose the image
          </Button>
        </form>
      </dialog>
    </>
  );
}

/** What reads coordinates is loaded when the first scene comes. */
async function scenesOf(files: readonly File[], chips: ChipOptions): Promise<Source> {
  const { sourceOfScenes } = await import('@/lib/own-gallery/scene/source');
  return sourceOfScenes(files, chips);
}
