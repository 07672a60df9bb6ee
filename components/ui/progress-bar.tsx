interface Props {
  /** What is loading, for those who cannot see the bar. */
  readonly label: string;
  /** 0..1. */
  readonly share: number;
}

/** One figure of something that arrives. A `progress` element: it needs no style attribute, which the CSP forbids in HTML. */
export function ProgressBar({ label, share }: Props) {
  return <progress className="progress-bar" aria-label={label} max={1} value={share} />;
}
