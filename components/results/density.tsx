'use client';

import { useId, useSyncExternalStore } from 'react';
import { Select } from '@/components/ui/select';

const DENSITIES = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
type Density = keyof typeof DENSITIES;

const KEY = 'overlook-density';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `<html data-density>` holds the state; theme-script.ts sets it before the first paint. */
function current(): Density {
  const { density } = document.documentElement.dataset;
  return density === 'small' || density === 'large' ? density : 'medium';
}

function choose(density: Density): void {
  if (density === 'medium') delete document.documentElement.dataset.density;
  else document.documentElement.dataset.density = density;
  try {
    if (density === 'medium') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, density);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** How large pictures stand in a grid; kept in this browser. */
export function DensitySelect() {
  const id = useId();
  const density = useSyncExternalStore<Density>(subscribe, current, () => 'medium');
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id}>Pictures</label>
      <Select id={id} value={density} onChange={({ target }) => choose(target.value as Density)}>
        {Object.entries(DENSITIES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
    </span>
  );
}
