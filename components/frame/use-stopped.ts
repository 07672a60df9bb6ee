import type { ErrorReport } from '@/lib/errors/errors';
import { useEngineStatus, useGallery } from '@/lib/hooks';

const NO_GALLERY: ErrorReport = {
  code: 'gallery-unknown',
  message: 'This site has no gallery yet.',
  advice: 'Build one with npm run gallery -- build FOLDER --id ID, then build the site again.',
};

/** Why nothing can be searched, where that is so. */
export function useStopped(): ErrorReport | null {
  const status = useEngineStatus();
  const { error, config } = useGallery();
  if (config.gallery === '') return NO_GALLERY;
  return error ?? (status.phase === 'error' ? (status.error ?? null) : null);
}
