import { AppError, type ErrorReport } from '@/lib/errors/errors';
import type { SelectionReport } from '../files';

/** What the worker answers. */
export type Written = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly error: ErrorReport };

/**
 * A selection as a GeoPackage, written by a worker of its own that ends with it.
 * @throws AppError asset-missing where the program that writes it cannot be fetched
 */
export async function selectionGeoPackage(
  report: SelectionReport,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./geopackage.worker.ts', import.meta.url), {
    type: 'module',
    name: 'overlook-geopackage',
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Written>) => {
        if ('bytes' in data) resolve(data.bytes);
        else reject(AppError.fromReport(data.error));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(
          new AppError(
            'asset-missing',
            'The program that writes GeoPackages could not be fetched.',
            'Check the connection and try again, or export GeoJSON or KML.',
          ),
        );
      };
      worker.postMessage(report);
    });
  } finally {
    worker.terminate();
  }
}
