import { answerOf, rankedPlaces } from '@/components/relevance/findings';
import { OutlineShapes } from '@/components/relevance/outline-shapes';
import { Swatch } from '@/components/relevance/swatch';
import type { Inside } from '@/lib/find/types';

/** Outlines of what was seen in a picture, over its square thumbnail. */
export function InsideOutlines({ inside }: { inside: Inside }) {
  const seen = inside.features
    .map((relevance, feature) => ({ ...relevance, feature }))
    .filter(({ judgement }) => judgement.answer === 'seen');
  const places = rankedPlaces(seen);
  if (places.length === 0) return null;
  return (
    <span
      data-outlines=""
      className="pointer-events-none absolute inset-0 overflow-hidden rounded-xl"
    >
      <OutlineShapes places={places} picture={inside} cropped />
    </span>
  );
}

/** What was found in it, feature by feature. */
export function InsideAnswers({ inside }: { inside: Inside }) {
  return (
    // No list: the cards are the list's items.
    <div className="pt-1 text-xs text-muted">
      {inside.features.map((relevance, feature) => (
        <p key={relevance.text} className="flex items-center gap-1.5">
          <Swatch feature={feature} className="size-2" />
          <span className="truncate">{answerOf({ ...relevance, feature }, true)}</span>
        </p>
      ))}
    </div>
  );
}
