/** Whether the first bytes (12 or more) are those of a file that openRaster (open.ts) reads. */
export function isRaster(head: Uint8Array): boolean {
  const mark = String.fromCharCode(...head.subarray(0, 4));
  return mark === 'II*\0' || mark === 'MM\0*' || mark === 'II+\0' || mark === 'MM\0+';
}
