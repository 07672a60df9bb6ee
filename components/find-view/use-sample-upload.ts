'use client';

import { useQuery } from '@tanstack/react-query';
import { readUpload, type Upload } from '@/components/frame/read-upload';
import { useUploads } from '@/components/frame/uploads';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { LOCAL } from '@/lib/hooks/queries';
import type { SamplePicture } from '@/lib/hooks/use-samples';

/** Browsers show no TIFF. */
const TIFF = /\.tiff?$/i;

/** A sample scene that is a TIFF, opened as a picture that was brought: its bands can be chosen. */
export type SampleUpload =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'problem'; readonly problem: ErrorReport }
  | { readonly kind: 'read'; readonly upload: Upload };

export function useSampleUpload({ picture }: SamplePicture): SampleUpload {
  const { picture: amended } = useUploads();
  const image = picture?.kind === 'image' && TIFF.test(picture.name) ? picture : null;
  const { data, error } = useQuery({
    ...LOCAL,
    queryKey: ['sample upload', image?.key],
    enabled: image !== null,
    queryFn: async () => {
      if (!image) return null;
      // The same file is the same picture, whenever it is fetched.
      return readUpload([new File([image.file], image.name, { lastModified: 0 })]);
    },
  });
  if (!image) return { kind: 'none' };
  if (error) return { kind: 'problem', problem: reportOf(error) };
  return data ? { kind: 'read', upload: amended(data.key) ?? data } : { kind: 'waiting' };
}
