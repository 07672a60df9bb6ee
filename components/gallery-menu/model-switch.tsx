'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { Select } from '@/components/ui/select';
import { useGallery } from '@/lib/hooks';
import { sharedParsers } from '@/lib/search-params';

/** An open item belongs to its gallery: it does not follow into another. */
const parsers = { ...sharedParsers, item: parseAsString, detail: parseAsString, e: parseAsString };

const LEFT_BEHIND = { gallery: null, item: null, detail: null, e: null };

/** By which model the gallery is searched, where there is more than one. */
export function ModelSwitch() {
  const { list, config, model } = useGallery();
  const [, set] = useQueryStates(parsers, { history: 'push' });
  const { models } = list;
  // What the URL asks for stays visible where the list does not have it, and the way out of it beside it.
  const unlisted = config.model !== '' && !models.some(({ id }) => id === config.model);
  if (models.length < 2 && !unlisted) return null;
  return (
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
      {unlisted && <option value={config.model}>{model?.title ?? config.model}</option>}
      {models.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </Select>
  );
}
