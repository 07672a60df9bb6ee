/** Stroke icons on a 24 x 24 grid; drawn for this page, so that one weight runs through it. */
const PATHS = {
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Zm4.8-1.7L20 20',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 5M15.5 9.2h.01',
  find: 'M4 8.500V4h4.500M15.5 4H20v4.500M20 15.500V20h-4.500M8.5 20H4v-4.500M12 15.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  chart: 'M4 20h16M7 20v-8M12 20V5M17 20v-5',
  plus: 'M12 5.500v13M5.5 12h13',
  minus: 'M5.5 12h13',
  whole: 'M9 4H4v5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  select: 'M4 4h3M10.5 4h3M17 4h3v3M20 10.500v3M20 17v3h-3M13.5 20h-3M7 20H4v-3M4 13.500v-3M4 7V4',
  compare: 'M4 5h16v14H4zM12 3v18M15.5 9h1.500M15.5 12h1.500M15.5 15h1.5',
  stop: 'M7 7h10v10H7z',
  close: 'M6 6l12 12M18 6L6 18',
  previous: 'M14.5 5.5L8 12l6.5 6.5',
  down: 'M6 9.500l6 6 6-6',
  folder: 'M3.5 6h6l2 2.500h9V19h-17z',
  archive: 'M4 8h16v12H4zM3 4h18v4H3zM12 11v5m0 0l-2.5-2.500M12 16l2.5-2.500',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 1 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 1 0 11 18.700l1-1',
  download: 'M12 4v11m0 0l-4.5-4.500M12 15l4.5-4.500M5 19.500h14',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  alike: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M9 12h6M12 9v6',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  light:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M5.6 18.400l1.1-1.100M17.3 6.700l1.1-1.1',
  dark: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z',
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
  alert: 'M12 4L2.8 19.500h18.400L12 4ZM12 10v4.500M12 17h.01',
  info: 'M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5M12 8h.01',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.400M19.5 3.500v4h-4',
  filter: 'M4 6h16M7 12h10M10 18h4',
  captions: 'M4 6h16M4 11h16M4 16h10',
  map: 'M3.5 6.500l5.5-2 6 2 5.5-2v13l-5.5 2-6-2-5.5 2zM9 4.500v13M15 6.500v13',
  globe:
    'M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.500c-5 5.5-5 11.5 0 17M12 3.500c5 5.5 5 11.5 0 17',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: what it means is said by the text or the label beside it. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
