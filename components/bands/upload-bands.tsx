'use client';

import type { Upload } from '@/components/frame/read-upload';
import { useUploads } from '@/components/frame/uploads';
import { Bands } from './bands';

/** The bands of a picture that was brought; nothing where there is nothing to choose. */
export function UploadBands({ upload }: { upload: Upload }) {
  const { showBands } = useUploads();
  const { raster } = upload;
  if (!raster) return null;
  return <Bands shown={raster} action="Show" onChoose={(wish) => showBands(upload, wish)} />;
}
