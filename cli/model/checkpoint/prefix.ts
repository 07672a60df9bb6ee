import type { Checkpoint } from './tensors';

/** What wrappers put before the names: DataParallel, Lightning and others, torch.compile. */
const PREFIXES = ['module.', 'model.', '_orig_mod.'];

/** The checkpoint without the prefixes that all of its names have. */
export function withoutPrefixes(checkpoint: Checkpoint): Checkpoint {
  const names = [...checkpoint.keys()];
  const prefix = PREFIXES.find(
    (known) => names.length > 0 && names.every((name) => name.startsWith(known)),
  );
  if (prefix === undefined) return checkpoint;
  const short = [...checkpoint].map(
    ([name, tensor]) => [name.slice(prefix.length), tensor] as const,
  );
  return withoutPrefixes(new Map(short));
}
