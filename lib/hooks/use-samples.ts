'use client';

import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Picture } from '@/lib/find/types';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { imageUrlOf, thumbUrlOf } from './gallery-urls';
import { useEngineContext } from './provider';
import { LOCAL } from './queries';

/** The gallery of large scenes that Find shows first. It is looked into, not searched: no engine opens it. */
const SAMPLES = 'samples';

export interface SampleScene {
  readonly item: GalleryItem;
  readonly thumbUrl: string;
}

/** The sample scenes; none where the site ships without them. */
export function useSampleScenes(): readonly SampleScene[] {
  const { config } = useEngineContext();
  const { data } = useQuery(samplesQuery(config.base));
  return useMemo(
    () =>
      (data?.items ?? []).map((item) => ({
        item,
        thumbUrl: thumbUrlOf({ ...config, gallery: SAMPLES }, item),
      })),
    [data, config],
  );
}

export interface SamplePicture {
  /** Null while it is on its way. */
  readonly picture: Picture | null;
  /** Address with the base path. */
  readonly url: string | null;
  readonly error: ErrorReport | null;
}

/** A sample scene's file. @param id null where none is asked for */
export function useSamplePicture(id: string | null): SamplePicture {
  const { config } = useEngineContext();
  const { base } = config;
  const { data, error } = useQuery(pictureQuery(base, id));
  const url =
    id === null ? null : imageUrlOf({ ...config, gallery: SAMPLES }, { file: `${id}.webp` });
  return useMemo(
    () => ({ picture: data ?? null, url, error: error && reportOf(error) }),
    [data, url, error],
  );
}

function samplesQuery(base: string) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['samples', base],
    queryFn: async () =>
      (
        await fetched(`${base}/galleries/${SAMPLES}/gallery.json`)
      ).json() as Promise<GalleryManifest>,
  });
}

function pictureQuery(base: string, id: string | null) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['sample', base, id],
    queryFn:
      id === null
        ? skipToken
        : async (): Promise<Picture> => {
            const name = `${id}.webp`;
            const response = await fetched(
              `${base}/galleries/${SAMPLES}/images/${encodeURIComponent(name)}`,
            );
            return { kind: 'image', bytes: await response.arrayBuffer(), name };
          },
  });
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError(
      'asset-offline',
      'The sample scene could not be loaded: there is no connection.',
      'Try again when you are online, or open a picture of your own.',
      { cause },
    );
  });
  if (response.ok) return response;
  throw new AppError(
    'asset-missing',
    `There is no such sample scene here (${response.status}).`,
    'Choose one of the sample scenes, or open a picture of your own.',
  );
}
