import { count } from '@/components/ui/format';
import {
  PUBLISHED_IMAGES,
  PUBLISHED_SOURCE,
  PUBLISHED_ZERO_SHOT,
} from '@/lib/evaluation/published';
import type { ZeroShotFigures } from '@/lib/evaluation/types';
import { FigureTable } from './figure-table';
import type { SplitFigures } from './splits';
import { share } from './words';

interface Props {
  readonly model: string;
  /** What the model was trained on. */
  readonly source: string;
  /** The figures by split, where the gallery has several. */
  readonly splits: readonly SplitFigures[];
  /** Null before they are there: the table keeps their place. */
  readonly figures: ZeroShotFigures | null;
  readonly images: number;
  readonly categories: number;
  /** Whether the categories are RSICD's: then what others published is of the same question. */
  readonly comparable: boolean;
}

/** Shares of images whose category is among the k likeliest, ours and those published. */
export function ZeroShotTable(props: Props) {
  const { model, source, splits, figures, images, categories, comparable } = props;
  const tops = ({ top1, top3, top5, top10 }: (typeof PUBLISHED_ZERO_SHOT)[number]) =>
    [top1, top3, top5, top10].map(share);
  const own = figures ? [figures.top1, figures.top3, figures.top5, figures.top10].map(share) : null;
  return (
    <FigureTable
      caption={`Zero-shot, ${count(categories)} categories`}
      heads={['Model', 'Images', 'Top-1', 'Top-3', 'Top-5', 'Top-10']}
      rows={[
        {
          key: 'own',
          own: true,
          name: model,
          cells: [count(figures?.images ?? images), ...(own ?? ['–', '–', '–', '–'])],
        },
        ...splits.map(({ split, images: some, top1 }) => ({
          key: `split ${split}`,
          name: `of them ${split}`,
          cells: [count(some), share(top1), '', '', ''],
        })),
        ...(comparable
          ? PUBLISHED_ZERO_SHOT.map((row) => ({
              key: row.name,
              name: row.name,
              cells: [count(PUBLISHED_IMAGES), ...tops(row)],
            }))
          : []),
      ]}
      note={
        <>
          Share of images whose own category is among the k whose prompt, “An aerial photograph of
          …”, is most like them. {model}: {source}.{' '}
          {comparable && (
            <>
              Published by{' '}
              <a className="underline hover:text-accent" href={PUBLISHED_SOURCE.url}>
                {PUBLISHED_SOURCE.title}
              </a>
              , of {count(PUBLISHED_IMAGES)} images of RSICD’s test split. Figures of other images
              do not compare.
            </>
          )}
        </>
      }
    />
  );
}
