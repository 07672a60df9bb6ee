/**
 * A picture made small, in a worker of its own: where the page itself shows a large file, decoding and scaling hold
 * up its frames, and it keeps all of the pixels. The worker ends with its work, and its memory with it.
 *
 * @param file as it was brought: it crosses as a handle, not as bytes
 * @param most px of the longer side
 * @returns EXIF rotation applied; null where it cannot be made
 */
export function previewOf(file: Blob, most: number): Promise<Blob | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./preview.worker.ts', import.meta.url), {
      type: 'module',
      name: 'overlook-preview',
    });
    const end = (preview: Blob | null) => {
      worker.terminate();
      resolve(preview);
    };
    worker.onmessage = ({ data }: MessageEvent<Blob | null>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    worker.postMessage({ file, most });
  });
}
