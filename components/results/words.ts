import { count, duration } from '@/components/ui/format';
import type { EngineStatus } from '@/lib/engine/protocol';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { SearchState } from '@/lib/hooks';

/** The line over the list: what is shown, of how many, in what time; or what is waited for. */
export function summaryOf(
  asked: boolean,
  { answer, stale, pending, error }: SearchState,
  status: EngineStatus,
  gallery: GalleryManifest | null,
  ready: boolean,
): string {
  if (error || status.phase === 'error') return '';
  if (!asked)
    return gallery
      ? `${count(gallery.items.length)} images, searched on this device`
      : 'Opening the gallery';
  if (answer && gallery && !stale) {
    const { tokenize, decode, encode, search } = answer.timing;
    const shown = Math.min(answer.items.length, gallery.items.length);
    return `${count(shown)} of ${count(gallery.items.length)} · ${duration(tokenize + decode + encode + search)}`;
  }
  if (!ready) return 'Loading the encoder';
  return answer && pending ? '' : 'Searching';
}

/** What the live region says of a search that is over; nothing while it goes on. */
export function sentenceOf(name: string, { answer, stale, error }: SearchState): string {
  if (error) return error.message;
  if (!answer || stale) return '';
  const found = answer.items.filter(({ similarity }) => similarity >= answer.cutoff).length;
  return found > 0
    ? `${count(answer.items.length)} results for ${name}.`
    : `Nothing here looks like ${name}. The nearest are shown.`;
}
