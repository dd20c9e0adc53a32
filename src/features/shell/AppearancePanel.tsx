'use client';

import { THEMES, type Theme } from '@/lib/theme';
import { Panel } from '@/ui/Panel';
import { setTheme, useTheme } from './theme';

const WORDS: Record<Theme, string> = { system: 'Follow the system', light: 'Light', dark: 'Dark' };

export function AppearancePanel() {
  const theme = useTheme();
  return (
    <Panel title="Appearance">
      <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
        <legend className="sr-only">Theme</legend>
        {THEMES.map((value) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="theme"
              className="size-4 accent-accent"
              checked={theme === value}
              onChange={() => setTheme(value)}
            />
            {WORDS[value]}
          </label>
        ))}
      </fieldset>
    </Panel>
  );
}
