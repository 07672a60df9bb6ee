/** A viewfinder on a round thing far below. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={`shrink-0 ${className}`} fill="none" aria-hidden="true">
      <path
        className="stroke-accent"
        d="M5 11.5V5h6.5M20.5 5H27v6.5M27 20.5V27h-6.5M11.5 27H5v-6.5"
        strokeWidth="2.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle className="fill-ink" cx="16" cy="16" r="5" />
    </svg>
  );
}
