'use client';

import { type RefObject, useEffect } from 'react';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import { sourceOfFiles, sourceOfGallery } from '@/lib/own-gallery/sources/files';
import type { Source } from '@/lib/own-gallery/sources/types';
import { useOpenOwn } from './use-open-own';

interface Props {
  readonly folder: RefObject<HTMLInputElement | null>;
  readonly pictures: RefObject<HTMLInputElement | null>;
  readonly archive: RefObject<HTMLInputElement | null>;
}

/** The platform's pickers behind "Open a folder", "Open pictures" and "Import a gallery". */
export function PickOwn({ folder, pictures, archive }: Props) {
  const open = useOpenOwn();
  const take = (
    input: HTMLInputElement,
    sourceOf: (files: readonly File[]) => Promise<Source> = sourceOfFiles,
  ) => {
    const files = [...(input.files ?? [])];
    // The same may be picked again.
    input.value = '';
    if (files.length > 0) void open(sourceOf(files));
  };
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [folder]);
  return (
    <>
      <input
        ref={folder}
        type="file"
        multiple
        aria-label="Folder of pictures"
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input
        ref={pictures}
        type="file"
        multiple
        accept={`${ACCEPTED_PICTURES},.zip`}
        aria-label="Pictures"
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input
        ref={archive}
        type="file"
        accept=".zip"
        aria-label="Gallery as a ZIP"
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => take(currentTarget, sourceOfGallery)}
      />
    </>
  );
}
