import { answerOf, type Finding, suretyOf } from '@/components/relevance/findings';
import { cssColorOf } from '@/components/relevance/palette';
import { percent } from '@/components/ui/format';

interface Props {
  readonly findings: readonly Finding[];
  readonly threshold: number;
  /** All of the picture has been looked at. */
  readonly whole: boolean;
  /** Answers to earlier words, until the new ones come. */
  readonly stale: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (text: string) => void;
}

/** A plain answer a feature: is it here. Also the map's legend, where features are shown and hidden. */
export function Answers({ findings, threshold, whole, stale, hidden, onToggle }: Props) {
  return (
    <ul
      aria-label="Answers"
      aria-busy={stale}
      className={`flex flex-col gap-1 transition-opacity ${stale ? 'opacity-60' : ''}`}
    >
      {findings.map((finding) => (
        <li
          key={finding.text}
          data-feature={finding.text}
          data-presence={finding.presence.toFixed(4)}
        >
          <label className="flex cursor-pointer items-start gap-3 rounded-lg px-2 py-1.5 hover:bg-sunken">
            <input
              type="checkbox"
              checked={!hidden.has(finding.text)}
              onChange={() => onToggle(finding.text)}
              aria-label={`Show ${finding.text} on the picture`}
              className="mt-1 size-4 accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium break-words">{answerOf(finding, whole)}</span>
              <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
                <Ramp finding={finding} threshold={threshold} />
                {suretyOf(finding)}
              </span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** The feature's colours from 0 to 1, filled up to its presence, with a tick at the threshold. */
function Ramp({
  finding: { feature, presence },
  threshold,
}: {
  finding: Finding;
  threshold: number;
}) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((value) => cssColorOf(feature, value)).join(', ');
  return (
    <span aria-hidden="true" className="relative h-2 min-w-0 flex-1 rounded-full bg-line">
      <span
        className="absolute inset-0 rounded-full"
        style={{
          backgroundImage: `linear-gradient(to right, ${stops})`,
          clipPath: `inset(0 ${percent(1 - presence)} 0 0 round 1rem)`,
        }}
      />
      <span
        className="absolute -inset-y-0.5 w-0.5 rounded-full bg-ink"
        style={{ left: percent(threshold) }}
      />
    </span>
  );
}
