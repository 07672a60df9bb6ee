import { count } from '@/components/ui/format';
import { PUBLISHED_MEAN_RECALL, PUBLISHED_RECALL_IMAGES } from '@/lib/evaluation/published';
import type { RetrievalFigures } from '@/lib/evaluation/types';
import { FigureTable } from './figure-table';
import { type Extent, recall } from './words';

interface Props {
  /** Null before they are there: the table keeps their place. */
  readonly figures: RetrievalFigures | null;
  readonly extent: Extent;
  readonly comparable: boolean;
}

/** Recall of images by their captions and of captions by their image, and the mean that papers compare. */
export function RetrievalTable({ figures, extent, comparable }: Props) {
  const cells = (way: 'textToImage' | 'imageToText') => {
    const found = figures?.[way];
    return found ? [found.r1, found.r5, found.r10].map(recall) : ['–', '–', '–'];
  };
  const mean = figures ? recall(figures.meanRecall) : '–';
  return (
    <FigureTable
      caption="Retrieval, recall in percent"
      heads={['Direction', 'Queries', 'R@1', 'R@5', 'R@10', 'Mean']}
      rows={[
        {
          key: 'textToImage',
          own: true,
          name: 'Text to image',
          cells: [count(extent.captions), ...cells('textToImage'), ''],
        },
        {
          key: 'imageToText',
          own: true,
          name: 'Image to text',
          cells: [count(extent.described), ...cells('imageToText'), ''],
        },
        {
          key: 'mean',
          own: true,
          name: 'Mean of the six',
          cells: ['', '', '', '', mean],
        },
        ...(comparable
          ? [
              {
                key: 'published',
                name: `published for RSICD, ${count(PUBLISHED_RECALL_IMAGES)} images`,
                cells: ['', '', '', '', recall(PUBLISHED_MEAN_RECALL)],
              },
            ]
          : []),
      ]}
      note={
        <>
          R@k: a caption’s image, or one of an image’s captions, is among the k most similar of all.
          The fewer images, the easier.{' '}
          {comparable &&
            `The published mean is of RSICD’s whole test split, ${count(PUBLISHED_RECALL_IMAGES)} images: it compares with that alone.`}
        </>
      }
    />
  );
}
