'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { Select } from '@/components/ui/select';
import { useGallery } from '@/lib/hooks';
import { sharedParsers } from '@/lib/search-params';

/** An open item belongs to its gallery: it does not follow into another. */
const parsers = { ...sharedParsers, item: parseAsString, detail: parseAsString, e: parseAsString };

const LEFT_BEHIND = { gallery: null, item: null, detail: null, e: null };

/** Which gallery is searched; and by which model, where there is more than one. */
export function GallerySwitch() {
  const { list, config } = useGallery();
  const [, set] = useQueryStates(parsers, { history: 'push' });
  const { galleries, models } = list;
  return (
    <>
      {galleries.length > 1 || !lists(galleries, config.gallery) ? (
        <Select
          aria-label="Gallery"
          className="max-w-56 min-w-0"
          value={config.gallery}
          onChange={(event) => {
            const id = event.target.value;
            // Its model comes along with a gallery.
            set({
              gallery: id === galleries[0]?.id ? null : id,
              model: null,
              item: null,
              detail: null,
            });
          }}
        >
          <Unlisted id={config.gallery} known={galleries} />
          {galleries.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      ) : (
        <span className="truncate text-sm text-muted">{galleries[0]?.title}</span>
      )}
      {(models.length > 1 || !lists(models, config.model)) && (
        <Select
          aria-label="Model"
          className="max-w-48 min-w-0"
          value={config.model}
          onChange={(event) => {
            const id = event.target.value;
            // Embeddings are of one model: its first gallery comes along with it, and `e` goes.
            set({ model: id === models[0]?.id ? null : id, ...LEFT_BEHIND });
          }}
        >
          <Unlisted id={config.model} known={models} />
          {models.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </>
  );
}

/** What the URL asks for stays visible where the list does not have it, and the way out of it beside it. */
function Unlisted({ id, known }: { id: string; known: readonly { id: string }[] }) {
  return lists(known, id) ? null : <option value={id}>{id}</option>;
}

/** An empty id stands for an empty list: there is nothing to choose from. */
function lists(known: readonly { id: string }[], id: string): boolean {
  return id === '' || known.some((entry) => entry.id === id);
}
