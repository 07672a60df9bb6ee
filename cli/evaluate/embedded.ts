import type { RetrievalData } from '@/lib/evaluation/retrieval';
import type { ZeroShotData } from '@/lib/evaluation/zero-shot';
import type { DataItem } from './dataset';

/** The data as the model sees it: everything is encoded once, and all figures are made from this. */
export interface Embedded extends ZeroShotData, RetrievalData {
  /** Items whose image has an embedding, in the order of the rows. */
  readonly items: readonly DataItem[];
}
