const MARKS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** Whether the first bytes (12 or more) are those of a file that openRaster (open.ts) reads. */
export function isRaster(head: Uint8Array): boolean {
  const mark = String.fromCharCode(...head.subarray(0, 4));
  return MARKS.includes(mark) || isJp2(head);
}

/** Whether they are those of a JPEG 2000 file, or of its codestream alone. */
export function isJp2(head: Uint8Array): boolean {
  const mark = String.fromCharCode(...head.subarray(0, 8));
  return mark === '\0\0\0\x0cjP  ' || mark.startsWith('\xff\x4f\xff\x51');
}
