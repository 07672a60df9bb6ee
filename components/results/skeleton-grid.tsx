/** Placeholders in the size of the cards, so that nothing moves when they arrive. Plain HTML: it is in the first response as well. */
export function SkeletonGrid({
  cells,
  meta = false,
  captions = false,
}: {
  cells: number;
  /** Keep the similarity's line. */
  meta?: boolean;
  /** Keep the captions' lines. */
  captions?: boolean;
}) {
  return (
    <div aria-hidden="true" className="image-grid">
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
        <div key={i}>
          <div className="aspect-square animate-breathe rounded-xl bg-sunken" />
          {meta && <div className="h-5.5" />}
          {captions && <div className="h-15" />}
        </div>
      ))}
    </div>
  );
}
