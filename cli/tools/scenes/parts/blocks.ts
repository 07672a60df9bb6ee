import type { Scene } from '../core/scene';
import { highrise, offices, sheds, towers } from './downtown';
import { houses, packed, perimeter, slabs } from './dwellings';
import { green, parking } from './yards';

/** What stands on a city block; each draws itself in a w·h rectangle around the frame's origin. */
export type BlockKind =
  | 'houses'
  | 'packed'
  | 'slabs'
  | 'perimeter'
  | 'towers'
  | 'highrise'
  | 'offices'
  | 'sheds'
  | 'green'
  | 'parking';

type Block = (s: Scene, w: number, h: number) => void;

export const BLOCKS: Record<BlockKind, Block> = {
  houses,
  packed,
  slabs,
  perimeter,
  towers,
  highrise,
  offices,
  sheds,
  green,
  parking,
};
