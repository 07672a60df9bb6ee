'use client';

import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { rootChoice } from '@/components/ui/root-choice';

const THEMES = ['system', 'light', 'dark'] as const;
const theme = rootChoice('theme', THEMES, 'system');

/** One button that goes round: the system's scheme, light, dark. */
export function ThemeToggle() {
  const chosen = theme.use();
  const next = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length] ?? 'system';
  const label = `Colour scheme: ${chosen}. Switch to ${next}`;
  return (
    <Button look="bare" icon aria-label={label} title={label} onClick={() => theme.choose(next)}>
      <Icon name={chosen} />
    </Button>
  );
}
