/** The ids that the arrow keys walk through: an answer's in rank order, or a gallery's; none before it is there. */
export function idsOf(
  list: { readonly items: readonly { readonly id: string }[] } | null,
): readonly string[] {
  return (list?.items ?? []).map(({ id }) => id);
}

/** The id so many steps on; undefined past the ends and where `id` is not among them. */
export function stepFrom(id: string, ids: readonly string[], step: number): string | undefined {
  const here = ids.indexOf(id);
  return here < 0 ? undefined : ids[here + step];
}
