import type { Activation } from '../transformer';

/** Checkpoints that are published as a single file, without a configuration, and what they were trained with. */
const KNOWN: readonly { readonly file: RegExp; readonly activation: Activation }[] = [
  // Trained from OpenCLIP's ViT-B-32 and ViT-L-14, which have the exact GELU (its own README builds them so).
  { file: /^RemoteCLIP-ViT-(B-32|L-14)\.pt$/, activation: 'gelu' },
  // GeoRSCLIP's own code loads them into OpenAI's ViT-B/32 and LAION's ViT-H/14 (om-ai-lab/RS5M, inference.py). Of its
  // ViT-L/14 it says nothing.
  { file: /^RS5M_ViT-B-32(_RET-2|_RSICD)?\.pt$/, activation: 'quick_gelu' },
  { file: /^RS5M_ViT-H-14\.pt$/, activation: 'gelu' },
];

/** Width of a head in OpenAI's image towers and in OpenCLIP's up to ViT-L. */
const HEAD = 64;
/** OpenCLIP's larger image towers (ViT-H, g, bigG and e) have others: width of the tower, width of a head. */
const LARGE: ReadonlyMap<number, number> = new Map([
  [1280, 80],
  [1408, 88],
  [1664, 104],
  [1792, 112],
]);

/** Width of a head of an image tower of which no configuration says it: no tensor has it either. */
export function knownHeadWidth(towerWidth: number): number {
  return LARGE.get(towerWidth) ?? HEAD;
}

/** @param file name of the checkpoint, without its folder */
export function knownActivation(file: string): Activation | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return KNOWN.find((known) => known.file.test(name))?.activation;
}
