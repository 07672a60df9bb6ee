'use client';

/** Id of the part of the page that changes with the view. */
export const CONTENT = 'content';

/** The first stop of the keyboard: past the bar to the view. */
export function SkipLink() {
  return (
    <a
      href={`#${CONTENT}`}
      onClick={(event) => {
        // The address stays what it is.
        event.preventDefault();
        document.getElementById(CONTENT)?.focus();
      }}
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-raised focus:px-4 focus:py-2.5 focus:shadow-float"
    >
      Skip to the content
    </a>
  );
}
