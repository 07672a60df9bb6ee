'use client';

import { capitalized } from '@/components/ui/format';
import { useConcepts, useGallery } from '@/lib/hooks';
import { type Ingredient, type QueryState, stateOf, turned } from '@/lib/query/ingredients';
import { Chip } from './chip';
import { Concepts } from './concepts';
import { KeepConcept } from './keep-concept';
import { LeaveOut } from './leave-out';
import { labelOf } from './words';

interface Props {
  readonly ingredients: readonly Ingredient[];
  /** Changes the query; `push` leaves the one before in the history. */
  readonly onChange: (state: QueryState, history: 'replace' | 'push') => void;
}

/** The query as its ingredients. */
export function Chips({ ingredients, onChange }: Props) {
  const { item, thumbUrl } = useGallery();
  const concepts = useConcepts();
  const idsOf = (kind: 'like' | 'unlike') =>
    ingredients.flatMap((one) => (one.kind === kind ? one.value : []));
  const like = idsOf('like');
  const nameOfId = (id: string) => {
    const known = item(id);
    return known?.category ? `${capitalized(known.category)} (${id})` : id;
  };
  const change = (at: number, next: Ingredient | null, history: 'replace' | 'push') => {
    const changed = ingredients.flatMap((one, i) => (i === at ? (next ?? []) : one));
    onChange(stateOf(changed), history);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label="Query"
      className="flex min-h-12.5 flex-wrap items-center gap-2 pt-3"
    >
      <ul className="contents">
        {ingredients.map((ingredient, i) => {
          const known =
            ingredient.kind === 'like' || ingredient.kind === 'unlike'
              ? item(ingredient.value)
              : undefined;
          return (
            <Chip
              key={`${ingredient.kind} ${ingredient.kind === 'words' ? '' : ingredient.value}`}
              ingredient={ingredient}
              label={labelOf(ingredient, nameOfId, concepts)}
              thumb={known && known.image !== false ? thumbUrl(known) : undefined}
              onRemove={() => change(i, null, 'push')}
              onTurn={() => onChange(stateOf(turned(ingredients, i)), 'push')}
              onWeigh={(size) =>
                change(i, { ...ingredient, weight: Math.sign(ingredient.weight) * size }, 'replace')
              }
            />
          );
        })}
      </ul>
      <LeaveOut
        onLeaveOut={(words) =>
          onChange(stateOf([...ingredients, { kind: 'minus', value: words, weight: -1 }]), 'push')
        }
      />
      {like.length > 0 && (
        // By its marks: what was kept of others is no word on these.
        <KeepConcept key={like.join(' ')} like={like} unlike={idsOf('unlike')} />
      )}
      <Concepts
        onTake={(e) =>
          onChange(stateOf([...ingredients, { kind: 'embedding', value: e, weight: 1 }]), 'push')
        }
      />
      <button
        type="button"
        onClick={() => onChange(stateOf([]), 'push')}
        className="h-9 rounded-full px-3 text-sm text-muted hover:bg-sunken hover:text-ink"
      >
        Clear all
      </button>
    </div>
  );
}
