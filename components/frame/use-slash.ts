import { useEffect } from 'react';

/** Where `/` puts the focus: the search of a view, or what it asks for words. */
const SEARCH = 'input[type="search"], [aria-label="Features to find"]';

/** `/` focuses the view's search, unless something is being typed or a dialog is open. */
export function useSlash(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.altKey || event.ctrlKey || event.metaKey) return;
      const target = event.target as HTMLElement | null;
      if (target?.closest('input, textarea, select, [contenteditable]')) return;
      if (document.querySelector('dialog[open]')) return;
      const search = document.querySelector<HTMLInputElement>(SEARCH);
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
