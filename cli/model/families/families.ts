import type { Checkpoint } from '../checkpoint/tensors';
import { clip } from './clip/family';
import { unsupported } from './errors';
import type { ModelFamily } from './family';
import { foreignKind } from './foreign';
import { siglip } from './siglip/family';

/** Families are asked in this order. A new one is a folder and a name here. */
const FAMILIES: readonly ModelFamily[] = [clip, siglip];

/** @throws AppError model-unsupported, saying what it is where that is known */
export function familyOf(checkpoint: Checkpoint): ModelFamily {
  const family = FAMILIES.find(({ recognize }) => recognize(checkpoint));
  if (family) return family;
  const kind = foreignKind([...checkpoint.keys()]);
  if (kind) throw unsupported(`It is ${kind}.`);
  const some = [...checkpoint.keys()].slice(0, 3).join(', ');
  throw unsupported(`Its tensors have other names: ${some || 'none at all'}.`);
}
