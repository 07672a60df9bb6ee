'use client';

import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Picture } from '@/lib/find/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import { imageUrlOf, thumbUrlOf } from './gallery-urls';
import { useEngineContext } from './provider';
import { LOCAL } from './queries';

/** The gallery of rendered scenes that Find shows. It is looked into, not searched: no engine opens it. */
const RENDERED = 'samples';
/** What is worth looking for in each of them: there, and seen by the shipped model. */
const FEATURES: Readonly<Record<string, string>> = {
  'river-town': 'boats, port, forest',
  airfield: 'planes, airport, pond',
  coast: 'beach, ocean, baseball field',
  works: 'storage tanks, cars',
  suburb: 'baseball field, playground, pond',
  valley: 'bridge, forest, pond',
};

/** A large scene to try Find on. */
export interface SampleScene {
  readonly id: string;
  /** File name. */
  readonly file: string;
  readonly title: string;
  /** Features worth looking for, with commas. */
  readonly look: string;
  readonly credit: string;
  readonly license: string;
  /** Addresses with the base path. */
  readonly url: string;
  readonly thumbUrl: string;
}

/** `public/samples/scenes.json`: real scenes, which ship as they were published. */
type Published = Omit<SampleScene, 'url' | 'thumbUrl'>;

/** The sample scenes, real ones first; none where the site ships without them. */
export function useSampleScenes(): readonly SampleScene[] {
  const { config } = useEngineContext();
  const { base } = config;
  const real = useQuery(publishedQuery(base)).data;
  const rendered = useQuery(renderedQuery(base)).data;
  return useMemo(
    () => [
      ...(real ?? []).map((scene) => ({
        ...scene,
        url: publishedUrl(base, scene.file),
        thumbUrl: `${base}/samples/thumbs/${encodeURIComponent(scene.id)}.webp`,
      })),
      ...(rendered?.items ?? []).map((item) => ({
        id: item.id,
        file: item.file,
        title: `${item.captions?.[0] ?? 'A large scene'} (rendered)`,
        look: FEATURES[item.id] ?? '',
        credit: rendered?.attribution ?? '',
        license: rendered?.license ?? '',
        url: imageUrlOf({ ...config, gallery: RENDERED }, item),
        thumbUrl: thumbUrlOf({ ...config, gallery: RENDERED }, item),
      })),
    ],
    [real, rendered, base, config],
  );
}

export interface SamplePicture {
  /** Null while it is on its way. */
  readonly picture: Picture | null;
  /** What it is called; null of a rendered scene, whose id says it. */
  readonly title: string | null;
  /** Address with the base path. */
  readonly url: string | null;
  readonly error: ErrorReport | null;
}

/** A sample scene's file. @param id null where none is asked for */
export function useSamplePicture(id: string | null): SamplePicture {
  const { config } = useEngineContext();
  const published = useQuery({ ...publishedQuery(config.base), enabled: id !== null });
  const known = published.data?.find((scene) => scene.id === id);
  const file = known?.file;
  const title = known?.title ?? null;
  const url =
    id === null || published.isPending
      ? null
      : file
        ? publishedUrl(config.base, file)
        : imageUrlOf({ ...config, gallery: RENDERED }, { id, file: `${id}.webp` });
  const { data, error } = useQuery(pictureQuery(id, url));
  return useMemo(
    () => ({ picture: data ?? null, title, url, error: error && reportOf(error) }),
    [data, title, url, error],
  );
}

function publishedUrl(base: string, file: string): string {
  return `${base}/samples/${encodeURIComponent(file)}`;
}

function publishedQuery(base: string) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['published samples', base],
    // A site may ship without them.
    queryFn: async (): Promise<readonly Published[]> => {
      const response = await fetch(`${base}/samples/scenes.json`).catch(() => null);
      return response?.ok ? ((await response.json()) as readonly Published[]) : [];
    },
  });
}

function renderedQuery(base: string) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['samples', base],
    queryFn: async () =>
      (
        await fetched(`${base}/galleries/${RENDERED}/gallery.json`)
      ).json() as Promise<GalleryManifest>,
  });
}

function pictureQuery(id: string | null, url: string | null) {
  return queryOptions({
    ...LOCAL,
    queryKey: ['sample', url],
    queryFn:
      id === null || url === null
        ? skipToken
        : async (): Promise<Picture> => {
            const name = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
            const response = await fetched(url);
            return { kind: 'image', file: await response.blob(), name, key: `sample ${id}` };
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
