'use client';

import { useId } from 'react';
import { rootChoice } from '@/components/ui/root-choice';
import { Select } from '@/components/ui/select';

const DENSITIES = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
type Density = keyof typeof DENSITIES;
const density = rootChoice<Density>('density', ['small', 'medium', 'large'], 'medium');

/** How large pictures stand in a grid; kept in this browser. */
export function DensitySelect() {
  const id = useId();
  const chosen = density.use();
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id}>Pictures</label>
      <Select
        id={id}
        value={chosen}
        onChange={({ target }) => density.choose(target.value as Density)}
      >
        {Object.entries(DENSITIES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
    </span>
  );
}
