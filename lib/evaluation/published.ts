/**
 * Figures that others published, to show beside ours. Zero-shot: the table of the CLIP-RSICD project (Hugging
 * Face / JAX community week, 2021) on 1,027 images of RSICD's test split and its 30 categories. Mean recall: the
 * best published on the full test split, 1,093 images, which those 1,027 are part of.
 */
export const PUBLISHED_ZERO_SHOT = [
  {
    name: 'published: CLIP ViT-B/32, not fine-tuned',
    top1: 0.572,
    top3: 0.745,
    top5: 0.837,
    top10: 0.939,
  },
  { name: 'published: CLIP-RSICD, its best', top1: 0.883, top3: 0.968, top5: 0.982, top10: 0.998 },
] as const;

/** Images that the zero-shot figures are of. */
export const PUBLISHED_IMAGES = 1027;

/** Where the zero-shot figures stand. */
export const PUBLISHED_SOURCE = {
  title: 'CLIP-RSICD, Hugging Face / JAX community week, 2021',
  url: 'https://github.com/arampacha/CLIP-rsicd',
} as const;

export const PUBLISHED_MEAN_RECALL = 30.1;
/** Images that the mean recall is of. */
export const PUBLISHED_RECALL_IMAGES = 1093;
