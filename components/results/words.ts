import { count, counted, duration } from '@/components/ui/format';
import type { EngineStatus } from '@/lib/engine/protocol';
import { type GalleryManifest, sizeOf } from '@/lib/gallery/types';
import type { SearchState } from '@/lib/hooks';
import { type ItemFilter, isFiltering, NO_FILTER, passes } from '@/lib/narrowing/narrowing';
import { isOwn } from '@/lib/own-gallery/id';

/** The line over the list: what is shown, of how many, in what time; or what is waited for. */
export function summaryOf(
  asked: boolean,
  { answer, stale, pending, error }: SearchState,
  status: EngineStatus,
  gallery: GalleryManifest | null,
  ready: boolean,
  filter: ItemFilter = NO_FILTER,
): string {
  if (error || status.phase === 'error') return '';
  if (!asked)
    return gallery
      ? `${counted(sizeOf(gallery), 'image')}, ${placeOf(gallery)}${passing(gallery, filter, ' · ', ' pass the filters')}`
      : 'Opening the gallery';
  if (answer && gallery && !stale) {
    const { tokenize, decode, encode, search } = answer.timing;
    const shown = Math.min(answer.items.length, sizeOf(gallery));
    const copies = answer.items.reduce((sum, item) => sum + (item.copies?.length ?? 0), 0);
    const stacked = copies > 0 ? ` · ${count(copies)} near-identical stacked` : '';
    const of = passing(gallery, filter) || count(sizeOf(gallery));
    return `${count(shown)} of ${of}${stacked} · ${duration(tokenize + decode + encode + search)}${gallery.served ? ' · by this site’s server' : ''}`;
  }
  if (!ready) return 'Loading the encoder';
  return answer && pending ? '' : 'Searching';
}

/** How many items pass a filter; '' where there is none, or only a server knows. */
function passing(
  { items, served }: GalleryManifest,
  filter: ItemFilter,
  before = '',
  after = '',
): string {
  if (served || !isFiltering(filter)) return '';
  return `${before}${count(items.filter((item) => passes(item, filter)).length)}${after}`;
}

/** Where a query is searched. */
function placeOf({ served }: GalleryManifest): string {
  return served ? 'searched by this site’s server' : 'searched on this device';
}

/**
 * Whether it is known how near a result by words must be: a gallery of one's own was not asked questions with known
 * answers, and the model's general threshold is too strict for some of them.
 */
export function isCalibrated({
  id,
  certainty,
}: Pick<GalleryManifest, 'id' | 'certainty'>): boolean {
  return certainty !== undefined || !isOwn(id);
}

/** The live region's sentence on a finished search; nothing during one. */
export function sentenceOf(
  name: string,
  { answer, stale, error }: SearchState,
  gallery: GalleryManifest | null,
): string {
  if (error) return error.message;
  if (!answer || stale) return '';
  if (answer.items.length === 0) return `Nothing passes the filters for ${name}.`;
  const found = answer.items.filter(({ similarity }) => similarity >= answer.cutoff).length;
  if (found === 0 && gallery && !isCalibrated(gallery)) {
    return `${count(answer.items.length)} nearest to ${name}; how near they are is not certain.`;
  }
  return found > 0
    ? `${count(answer.items.length)} ${answer.items.length === 1 ? 'result' : 'results'} for ${name}.`
    : `Nothing here looks like ${name}. The nearest are shown.`;
}
