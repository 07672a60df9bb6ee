import { capitalized, count } from '@/components/ui/format';
import type { CategoryFigures } from '@/lib/evaluation/types';
import { share } from './words';

/** Every category by itself, the hardest first. */
export function CategoryBars({ categories }: { categories: readonly CategoryFigures[] }) {
  const rows = categories
    .filter(({ images }) => images > 0)
    .toSorted((a, b) => a.top1 - b.top1 || a.category.localeCompare(b.category));
  return (
    <div className="max-w-4xl min-w-0">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-2 text-left text-base font-medium">
          By category, the hardest first
        </caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            <th scope="col" className="py-2 pr-3 font-medium">
              Category
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              Images
            </th>
            <th scope="col" className="w-1/4 py-2 pr-3 sm:w-2/5 font-medium">
              Top-1
            </th>
            <th scope="col" className="w-1/4 py-2 font-medium">
              Precision@10
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ category, images, top1, precisionAt10 }) => (
            <tr key={category} className="border-b border-line last:border-0">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                {capitalized(category)}
              </th>
              <td className="py-1.5 pr-4 text-right text-muted">{count(images)}</td>
              <td className="py-1.5 pr-3">
                <Bar value={top1} />
              </td>
              <td className="py-1.5">
                <Bar value={precisionAt10} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A share as a figure and, for the eye, as a length. */
function Bar({ value }: { value: number }) {
  return (
    <span className="flex gap-x-2 gap-y-1 max-sm:flex-col sm:items-center">
      <span className="w-10 shrink-0">{share(value)}</span>
      <span
        aria-hidden="true"
        className="overflow-hidden rounded-sm bg-sunken max-sm:h-1.5 sm:h-2.5 sm:flex-1"
      >
        <span className="block h-full bg-line-strong" style={{ width: `${100 * value}%` }} />
      </span>
    </span>
  );
}
