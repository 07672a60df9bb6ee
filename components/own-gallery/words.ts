import { count, percent } from '@/components/ui/format';
import type { ChipOptions, OwnGallery, Reading, SceneInfo } from '@/lib/own-gallery/types';

/** `1 picture`, `2,100 pictures`. */
export function pictures(n: number): string {
  return `${count(n)} ${n === 1 ? 'picture' : 'pictures'}`;
}

/** Seconds as people say them: `a few seconds`, `40 seconds`, `3 minutes`. */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5} seconds`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3600)} hours`;
}

/** The line over the bar: `120 of 2,100, 24 a second, 80 seconds left`. */
export function progressWords({ done, total, rate, phase }: Reading): string {
  const reached = `${count(done)} of ${count(total)}`;
  if (phase !== 'reading' || rate === null) return reached;
  const speed = rate >= 1 ? `${count(Math.round(rate))} a second` : 'less than one a second';
  return `${reached}, ${speed}, ${timeLeft((total - done) / rate)} left`;
}

/** For the live region: one sentence a stage. */
export function readingSentence(reading: Reading | null): string {
  if (!reading) return '';
  const { gallery, phase, problem } = reading;
  switch (phase) {
    case 'reading':
      return `Reading pictures of ${gallery.title}.`;
    case 'paused':
      return `Reading of ${gallery.title} is paused.`;
    case 'complete':
      return `${gallery.title} is read: ${endWords(reading)}`;
    case 'failed':
      return problem?.message ?? '';
  }
}

/** What came of a reading. */
export function endWords({ gallery: { items, unread }, read: fresh }: Reading): string {
  const changes =
    fresh === items ? '' : fresh === 0 ? 'Nothing new. ' : `${pictures(fresh)} read now. `;
  const read = `${changes}${pictures(items)} can be searched.`;
  if (unread.length === 0) return read;
  return `${read} ${count(unread.length)} ${unread.length === 1 ? 'file' : 'files'} could not be read.`;
}

/** A scene in a line: `a.tif, 4,096 × 4,096 px of 0.5 m, in chips of 128 m with 25% overlap`. */
export function sceneWords(scene: SceneInfo, chips: ChipOptions | undefined): string {
  const { file, width, height, metresPerPixel, bands, problem } = scene;
  const scale = metresPerPixel
    ? ` of ${metresPerPixel < 10 ? metresPerPixel.toPrecision(2) : Math.round(metresPerPixel)} m`
    : '';
  const overlap = chips?.overlap ? ` with ${percent(chips.overlap)} overlap` : '';
  const parts = [
    `${file}, ${count(width)} × ${count(height)} px${scale}`,
    bands,
    chips && `in chips of ${count(chips.size)} ${chips.unit}${overlap}`,
  ].filter(Boolean);
  const where = problem ?? (metresPerPixel ? '' : 'Where it lies is not known.');
  return `${parts.join(', ')}. ${where}`.trim();
}

/** Where a gallery stands, in a few words. */
export function stateWords(
  { state, source, items, total, unread }: OwnGallery,
  reading: boolean,
): string {
  if (reading) return 'being read';
  if (state === 'complete') return 'complete';
  if (source.kind === 'import') {
    return 'not imported to its end: forget it and import it again';
  }
  return `stopped at ${count(items + unread.length)} of ${count(total)}`;
}
